import type { Wording } from "@codearts/error-catalog"
import type { Lang } from "./language.ts"

/** What there is to say of an error. */
export interface Explained extends Omit<Wording, "title" | "retry"> {
  /** Whether to try again, in words. */
  readonly advice: string
}

const labels: Readonly<Record<Lang, Readonly<Record<keyof Explained, string>>>> = {
  en: { meaning: "why:   ", action: "do:    ", advice: "retry: ", source: "from:  " },
  zh: { meaning: "原因：", action: "处理：", advice: "重试：", source: "来源：" }
}

/** An explanation for a person: what, why, what to do, whether to try again, and who says so. */
export const explanation = (
  heading: ReadonlyArray<string | number>,
  { action, advice, meaning, source }: Explained,
  language: Lang
): string => {
  const label = labels[language]
  return [
    heading.filter(Boolean).join(" "),
    `  ${label.meaning}${meaning}`,
    `  ${label.action}${action}`,
    `  ${label.advice}${advice}`,
    `  ${label.source}${source}`
  ].join("\n")
}
