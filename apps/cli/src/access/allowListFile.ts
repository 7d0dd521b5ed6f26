import { type ReadAllowList, readAllowList } from "@codearts/access"
import { Effect, Option } from "effect"
import { Flag } from "effect/cli"
import { Usage } from "../errors.ts"
import { readTextIfThere } from "./files.ts"

const usualAllowList = "codearts-access.yaml"

/** `--allow-list` */
export const allowListFlag = Flag.String("allow-list").pipe(
  Flag.withDescription(`The allow-list; ${usualAllowList} by default`),
  Flag.withDefault(usualAllowList)
)

/** `--allow-list` of commands that can do without one. */
export const optionalAllowListFlag = Flag.optional(
  Flag.String("allow-list").pipe(
    Flag.withDescription(
      `The allow-list, for its tenants and regions; ${usualAllowList} by default, if there is one`
    )
  )
)

/** The allow-list of a file. That it is missing or wrong is a failure, and never an empty list. */
export const openAllowList = Effect.fnUntraced(function* (path: string) {
  const text = yield* readTextIfThere(path)
  if (text === undefined)
    return yield* new Usage({
      message: `there is no ${path}: codearts access allow begins one, --allow-list names another`
    })
  const read: ReadAllowList = yield* Effect.fromResult(readAllowList(text)).pipe(
    Effect.mapError(
      ({ message }) => new Usage({ message: `${path}: ${message.replaceAll("\n", "; ")}` })
    )
  )
  return { ...read, path, text }
})

/** The allow-list that was named, else the usual one if it is there; one that is wrong is a failure here, too. */
export const openAllowListIfThere = Effect.fnUntraced(function* (path: Option.Option<string>) {
  if (Option.isSome(path)) return (yield* openAllowList(path.value)).list
  const there = (yield* readTextIfThere(usualAllowList)) !== undefined
  return there ? (yield* openAllowList(usualAllowList)).list : undefined
})

/** An allow-list, and the file it is from. */
export interface OpenAllowList extends ReadAllowList {
  readonly path: string
  readonly text: string
}
