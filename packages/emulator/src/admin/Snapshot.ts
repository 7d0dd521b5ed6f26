import { Schema } from "effect"

/** Raised when a snapshot is written in a way that an older reader would misread. */
export const snapshotVersion = 1

const Row = Schema.Record(
  Schema.String,
  Schema.NullOr(Schema.Union([Schema.String, Schema.Finite]))
)

/** A whole store, with password hashes and secret keys: keep it as you keep those. */
export const Snapshot = Schema.Struct({
  version: Schema.Int,
  schema_version: Schema.Int,
  tables: Schema.Record(Schema.String, Schema.Array(Row))
})

/** A whole store. */
export type Snapshot = typeof Snapshot.Type
