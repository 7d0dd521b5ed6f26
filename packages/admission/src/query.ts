import { Option } from "effect"

/** The names and values of a query, decoded, in the order sent. */
export type Query = ReadonlyArray<readonly [name: string, value: string]>

const pairOf = (text: string): readonly [string, string] => {
  const equals = text.indexOf("=")
  return equals === -1
    ? [decodeURIComponent(text), ""]
    : [decodeURIComponent(text.slice(0, equals)), decodeURIComponent(text.slice(equals + 1))]
}

/** Reads a query as the signer does: a `+` is a plus. None when it is not percent-encoded UTF-8. */
export const readQuery = Option.liftThrowable((query: string): Query =>
  query
    .split("&")
    .filter((text) => text !== "")
    .map(pairOf)
)
