import { Schema } from "effect"

/**
 * An object of an answer: the named fields are checked, all others kept, since the cloud adds fields
 * before its documents do.
 */
export const open = <const Fields extends Schema.Struct.Fields>(fields: Fields) =>
  Schema.StructWithRest(Schema.Struct(fields), [Schema.Record(Schema.String, Schema.Unknown)])
