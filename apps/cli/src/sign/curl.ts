import type { Header } from "@codearts/signing"
import { Option } from "effect"
import type { GivenRequest, Request } from "./request.ts"

const needsNoQuotes = /^[\w@%+=:,./-]+$/u
const unprintable = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu

const octal = (byte: number) => `\\${byte.toString(8).padStart(3, "0")}`

const octalBytes = (character: string) => [...Buffer.from(character)].map(octal).join("")

/** One word of a shell that stays on its line; what a terminal would act on becomes an escape. */
const shellWord = (text: string): string => {
  if (needsNoQuotes.test(text)) return text
  if (text.search(unprintable) === -1) return `'${text.replaceAll("'", String.raw`'\''`)}'`
  return `$'${text.replace(/[\\']/gu, String.raw`\$&`).replace(unprintable, octalBytes)}'`
}

// To curl, a name and a colon without a value mean to leave the header out.
const headerWord = ([name, value]: Header) =>
  shellWord(value === "" ? `${name};` : `${name}: ${value}`)

/** Those sent, in place of which those of the signature come. */
const finished = (sent: ReadonlyArray<Header>, signed: ReadonlyArray<Header>) => [
  ...sent.filter(([name]) => !signed.some(([own]) => own === name.toLowerCase())),
  ...signed
]

const bodyWords = (given: GivenRequest, headers: ReadonlyArray<Header>) =>
  Option.match(given.data, {
    onNone: () => [],
    onSome: (data) => [
      // Or else curl says application/x-www-form-urlencoded, unsigned.
      ...(headers.some(([name]) => name.toLowerCase() === "content-type")
        ? []
        : ["-H", "content-type:"]),
      "--data-binary", // -d @FILE would drop the line breaks
      shellWord(data)
    ]
  })

/** The command that sends what was signed, as it was signed; it holds no secret key. */
export const curlLine = (
  given: GivenRequest,
  request: Request,
  signed: ReadonlyArray<Header>
): string => {
  const headers = finished(request.headers, signed)
  return [
    "curl",
    "--path-as-is",
    "--globoff",
    ...(given.method === "HEAD" ? ["--head"] : ["-X", given.method]),
    ...headers.flatMap((header) => ["-H", headerWord(header)]),
    ...bodyWords(given, headers),
    shellWord(given.url)
  ].join(" ")
}
