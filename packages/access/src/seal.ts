import { problemsOf } from "@codearts/api"
import { Data, Result, Schema } from "effect"
import { canonicalJson, digestOf } from "./canonical.ts"
import { Digest, PublicKey } from "./fields.ts"
import { isSignedBy, type Signer } from "./keys.ts"

const Seal = Schema.Struct({
  digest: Digest,
  signature: Schema.optionalKey(
    Schema.Struct({
      algorithm: Schema.Literal("Ed25519"),
      key: PublicKey,
      // With no bit set that no byte takes: each signature has one spelling.
      value: Schema.String.check(
        Schema.isPattern(/^[A-Za-z0-9+/]{85}[AQgw]==$/u, { expected: "64 bytes in base64" })
      )
    })
  )
})

/** What a document weighs: its digest, and who signed it if anybody did. */
type Seal = typeof Seal.Type

/** A document with its seal: what it says cannot change without the seal breaking. */
export interface Sealed<A> extends Seal {
  readonly content: A
}

/** A document that does not hold: changed, cut, of another kind, or signed by nobody it says. */
export class BrokenSeal extends Data.TaggedError("BrokenSeal")<{
  /** What it was to be: a snapshot, a plan. */
  readonly kind: string
  readonly reason: string
}> {
  override get message() {
    return `not a sound ${this.kind}: ${this.reason}`
  }
}

/** Seals a document, and signs it where there is a signer. The signature covers the whole content, its kind too. */
export const seal = <A>(content: A, signer?: Signer): Sealed<A> => {
  const text = canonicalJson(content)
  return {
    content,
    digest: digestOf(text),
    ...(signer !== undefined && {
      signature: { algorithm: "Ed25519" as const, key: signer.key, value: signer.sign(text) }
    })
  }
}

/** A sealed document as its file has it: one line, of which every byte counts. */
export const writeSealed = (sealed: Sealed<unknown>): string => `${canonicalJson(sealed)}\n`

const faultOf = ({ content, digest, signature }: Sealed<unknown>): string | undefined => {
  const text = canonicalJson(content)
  if (digestOf(text) !== digest) return "its content is not what its digest was taken of"
  if (signature === undefined || isSignedBy(signature.key, text, signature.value)) return undefined
  return "its signature does not fit"
}

/** Reads a sealed document of a kind; whatever is not exactly what was sealed is told. */
export const readSealed = <Content extends Schema.Codec<unknown, unknown>>(
  kind: string,
  content: Content,
  text: string
): Result.Result<Sealed<Content["Type"]>, BrokenSeal> => {
  const broken = (reason: string) => Result.fail(new BrokenSeal({ kind, reason }))
  const parsed = Result.try((): unknown => JSON.parse(text))
  if (Result.isFailure(parsed)) return broken("it is not JSON")
  const value = parsed.success
  // Before the rest, so that a changed byte is told as one whatever it hits.
  const wellFormed = Result.try(() => writeSealed(value as Sealed<unknown>)) // any JSON value will do
  if (Result.isFailure(wellFormed) || wellFormed.success !== text)
    return broken("its bytes are not in canonical form")
  const schema = Schema.Struct({ content, ...Seal.fields })
  const decoded = Schema.decodeUnknownResult(schema)(value, { onExcessProperty: "error" })
  if (Result.isFailure(decoded)) {
    const [told = ""] = problemsOf(decoded.failure.issue).map(
      ({ field, rule }) => `${field || "it"} ${rule}`
    )
    return broken(told)
  }
  const sealed = decoded.success as Sealed<Content["Type"]> // decoded by this very schema
  const fault = faultOf(sealed)
  return fault === undefined ? Result.succeed(sealed) : broken(fault)
}
