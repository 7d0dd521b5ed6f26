import { Redacted, Schema, SchemaGetter } from "effect"
import { text } from "./fields.ts"

// Half a surrogate pair has no UTF-8 form, so it cannot be sent.
export const Name = text(/^[^\uD800-\uDFFF]{1,255}$/u, "1 to 255 characters")

/**
 * A text that must not be printed. Its rule is checked before it is wrapped: a problem inside a
 * Redacted names neither its field nor its rule.
 */
export const secret = (checked: Schema.Codec<string>) =>
  checked.pipe(
    Schema.decodeTo(Schema.Redacted(Schema.String), {
      decode: SchemaGetter.transform((value: string) => Redacted.make(value)),
      encode: SchemaGetter.transform(Redacted.value)
    })
  )

export const Password = secret(
  Schema.String.check(Schema.isNonEmpty({ expected: "at least 1 character" })).annotate({
    description: "The user's password."
  })
)

/** Where more may be read, of which this API has no need. */
export const links = Schema.optionalKey(
  Schema.Unknown.annotate({ description: "Addresses of this answer and of the pages beside it." })
)
