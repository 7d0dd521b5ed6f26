import type { CanonicalParts } from "./canonicalRequest.ts"
import type { Header } from "./headers.ts"

// The lines are separated by one sign throughout; what follows the last in a log is not part of it.
const lines =
  /^([^|\s]+)([|\n])(\/[^|\n]*)\2([^|\n]*)\2(.*?)\2\2([^|\s:]*)\2([\w+/=-]+)(?![|:\w+/=-])/s

/** A canonical request that a server computed, taken apart. */
export interface EchoedRequest extends CanonicalParts {
  /** As listed, even where a header of that name did not arrive. */
  readonly signedHeaders: ReadonlyArray<string>
}

const holdsEcho = (text: string): boolean => text.includes("canonicalRequest:") || lines.test(text)

/** The message in a JSON answer, whatever its shape; a text that is no JSON is the message. */
export const messageOf = (answer: string): string => {
  try {
    const texts: Array<string> = []
    JSON.parse(answer, (_, value: unknown) => void (typeof value === "string" && texts.push(value)))
    return texts.find(holdsEcho) ?? texts.join("\n")
  } catch {
    return answer
  }
}

/** A piece cut out of a JSON answer keeps its escapes; neither stands in a canonical request. */
const unescaped = (echo: string): string =>
  /\|\\\/|\\u0026/.test(echo) ? echo.replaceAll("\\/", "/").replaceAll("\\u0026", "&") : echo

const beforeEcho = /^.*?canonicalRequest:/s

/** A `|` may also stand in a value: a header begins only where its name does. */
const readHeaders = (
  text: string,
  separator: string,
  names: ReadonlyArray<string>
): ReadonlyArray<Header> => {
  const headers: Array<[name: string, value: string]> = []
  for (const line of text.split(separator)) {
    const name = names.find((each) => line.startsWith(`${each}:`))
    const last = headers.at(-1)
    if (name !== undefined) headers.push([name, line.slice(name.length + 1)])
    else if (last !== undefined) last[1] += separator + line
  }
  return headers
}

/**
 * The canonical request in the answer of a server (`... canonicalRequest:GET|/path/||host:h|...`),
 * or one as it stands, with line breaks; `undefined` where there is none.
 */
export const readEchoedRequest = (answer: string): EchoedRequest | undefined => {
  const echo = messageOf(answer).replace(beforeEcho, "").trimStart().replaceAll("\r\n", "\n")
  const [, method, separator, canonicalUri, canonicalQuery, headers, names, payloadHash] =
    lines.exec(unescaped(echo)) ?? []
  if (method === undefined || canonicalUri === undefined || canonicalQuery === undefined) return
  if (separator === undefined || headers === undefined || payloadHash === undefined) return
  const signedHeaders = names?.split(";") ?? []
  return {
    method,
    canonicalUri,
    canonicalQuery,
    headers: readHeaders(headers, separator, signedHeaders),
    signedHeaders,
    payloadHash
  }
}
