import * as english from "@codearts/error-catalog"
import { Effect } from "effect"
import { Flag } from "effect/cli"

/** `--lang` of commands that explain. */
export const lang = Flag.Literals("lang", ["en", "zh"]).pipe(
  Flag.withDescription("Language of the explanation; en by default"),
  Flag.withDefault("en")
)

export type Lang = "en" | "zh"

/** What the catalog offers in each language. */
export type Catalog = Pick<
  typeof english,
  "entries" | "explain" | "lookup" | "search" | "retryAdvice" | "statusText"
>

/** The catalog in a language; the Chinese one is loaded where it is asked for. */
export const catalogIn = (language: Lang): Effect.Effect<Catalog> =>
  language === "en"
    ? Effect.succeed(english)
    : Effect.promise(() => import("@codearts/error-catalog/zh"))
