import {
  entries,
  type ErrorEntry,
  type Family,
  type KnownCode,
  lookup,
  type Reason,
  reasons,
  type Retry,
  retryAdvice,
  statuses,
  type Wording
} from "@codearts/error-catalog"
import * as chinese from "@codearts/error-catalog/zh"

const families: Readonly<Record<Family, string>> = {
  UC: "CodeArts access control (`UC.`)",
  APIGW: "API gateway (`APIGW.`)",
  IAM: "Identity service (`IAM.` and numbers)",
  KIT: "This kit's own (`KIT.`)"
}

/** How a page reads in a language. */
interface Words {
  readonly action: string
  readonly retry: string
  readonly source: string
  readonly advice: (retry: Retry) => string
  readonly reasons: string
  readonly reason: (texts: string, sentences: ReadonlyArray<string>) => string
}

const english: Words = {
  action: "**Do:** ",
  retry: "**Retry:** ",
  source: "Source: ",
  advice: retryAdvice,
  reasons: "The text after the message says why:",
  reason: (texts, sentences) => `${texts}: ${sentences.join(" ")}`
}

const inChinese: Words = {
  action: "**处理：**",
  retry: "**重试：**",
  source: "来源：",
  advice: chinese.retryAdvice,
  reasons: "消息后面的文字说明原因：",
  reason: (texts, sentences) => `${texts}：${sentences.join("")}`
}

const said = (words: Words, { action, meaning, retry, source }: Omit<Wording, "title">) =>
  [
    meaning,
    `${words.action}${action}`,
    `${words.retry}${words.advice(retry)}`,
    `${words.source}${source}`
  ].join("\n\n")

const reasonLine =
  (words: Words) =>
  ({ action, cause, retry, texts }: Reason) =>
    `- ${words.reason(`\`${texts.join("`, `")}\``, [cause, action, words.advice(retry)])}`

const reasonsOf = (code: string, words: Words, table: ReadonlyArray<Reason>) =>
  code === "APIGW.0301" ? `\n\n${words.reasons}\n\n${table.map(reasonLine(words)).join("\n")}` : ""

const numbered = (status: number) => (status === 0 ? "" : `${status}: `)

const section = (row: ErrorEntry) => {
  const [translation] = chinese.lookup(row.code, row.status)
  if (translation === undefined) throw new Error(`${row.code} has no Chinese`)
  return `## ${numbered(row.status)}${row.message}

${(row.otherMessages ?? []).map((message) => `Also sent: ${message}\n\n`).join("")}${said(english, row)}${reasonsOf(row.code, english, reasons)}

### ${translation.title}

${said(inChinese, translation)}${reasonsOf(row.code, inChinese, chinese.reasons)}
`
}

const page = (code: KnownCode) => `# ${code}

\`codearts error explain ${code}\` says the same without a network. The Chinese is ours, not the vendor's. 中文由本工具包提供，并非厂商文本。

${lookup(code).map(section).join("\n")}`

const cells = (values: ReadonlyArray<string>) =>
  `| ${values.map((value) => value.replaceAll("|", "\\|")).join(" | ")} |`

const heading = (names: ReadonlyArray<string>) => [cells(names), cells(names.map(() => "---"))]

const row = ({ code, message, meaning, retry, status }: ErrorEntry) =>
  cells([
    `[${code}](errors/${code}.md)`,
    status === 0 ? "" : String(status),
    message,
    meaning,
    retry.class
  ])

const chapter = ([family, title]: readonly [string, string]) =>
  [
    `## ${title}\n`,
    ...heading(["code", "status", "message", "meaning", "retry"]),
    ...entries.filter((entry) => entry.family === family).map(row)
  ].join("\n")

const statusTable = () =>
  [
    ...heading(["status", "name", "meaning", "do", "retry", "source"]),
    ...statuses.map(({ action, meaning, retry, source, status, title }) =>
      cells([String(status), title, meaning, action, retryAdvice(retry), source])
    )
  ].join("\n")

const index = () => `# Errors

The key is the code and the status: one code can come with several. Each code has a page, in English and Chinese; \`codearts error explain CODE\` says the same without a network, \`codearts error search TEXT\` finds a code by words. Errors without a status are failures of this kit's own programs, which no server answered with.

${Object.entries(families).map(chapter).join("\n\n")}

## Statuses

What a status alone tells, for an answer whose code is in no table. \`codearts status explain STATUS\` says the same.

${statusTable()}
`

/** The list of errors, and the page of each code. */
export const errorPages = (): Readonly<Record<string, () => string>> => ({
  "docs/errors.md": index,
  ...Object.fromEntries(
    [...new Set(entries.map(({ code }) => code))].map((code) => [
      `docs/errors/${code}.md`,
      () => page(code)
    ])
  )
})
