import { ascending } from "./canonicalRequest.ts"
import { lastFew } from "./lastFew.ts"

/** What `Authorization` says but for the MAC, which alone is another each time the same sender signs. */
export interface Sender {
  readonly accessKey: string
  /** What the key was derived for; empty in an algorithm that derives none. */
  readonly scope: string
  readonly signedHeaders: ReadonlyArray<string>
  /** The same as one text, as it was spelled. */
  readonly names: string
  /** Whether they are in order and each is there once. */
  readonly sorted: boolean
}

const isSorted = (names: ReadonlyArray<string>): boolean =>
  names.every((name, index) => ascending(names[index - 1] ?? "", name) < 0)

/** Takes apart what the grammar matches: there, a comma ends the credential, and a slash its key. */
const cut = (text: string): Sender => {
  const end = text.indexOf(",")
  const credential = text.slice(text.indexOf("=") + 1, end)
  const slash = credential.indexOf("/")
  const names = text.slice(end + ", SignedHeaders=".length, -", Signature=".length)
  // Frozen, because whoever signs the same headers gets the same list.
  const signedHeaders: ReadonlyArray<string> = Object.freeze(names.split(";"))
  return {
    accessKey: slash === -1 ? credential : credential.slice(0, slash),
    scope: slash === -1 ? "" : credential.slice(slash + 1),
    signedHeaders,
    names,
    sorted: isSorted(signedHeaders)
  }
}

/**
 * Reads the whole of an `Authorization` header before its MAC, for a credential by this pattern;
 * `undefined` for any other spelling. Remembers the last few, so that its time tells, as that of
 * `macUnder` does, at most that a key came again soon.
 */
export const senderReader = (
  name: string,
  credential: string
): ((text: string) => Sender | undefined) => {
  const grammar = new RegExp(
    `^${name} ${credential}, SignedHeaders=[\\d!#$%&'*+.^_\`a-z|~;-]+, Signature=$`
  )
  return lastFew(32, (text) => (grammar.test(text) ? cut(text) : undefined))
}
