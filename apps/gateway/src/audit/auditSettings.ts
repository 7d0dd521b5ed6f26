import { Schema } from "effect"
import { resolve } from "node:path"

const Path = Schema.String.check(Schema.isNonEmpty({ expected: "the path of a file" }))

const Audit = Schema.Struct({
  /** Of this process alone. Without one the audit is in memory. */
  file: Schema.optionalKey(Path),
  /** Whether reads are told too. */
  reads: Schema.optionalKey(Schema.Boolean),
  /** PEM file of the Ed25519 private key that signs the head. */
  key_file: Schema.optionalKey(Path)
})

/** What is set about the audit. */
export const auditFields = { audit: Schema.optionalKey(Audit) }

const Fields = Schema.Struct(auditFields)

/** What is set about the audit. */
export type AuditSettings = typeof Fields.Type

/** The same, its paths found from a directory. */
export const auditPathsFrom = (directory: string, { audit }: AuditSettings): AuditSettings =>
  audit === undefined
    ? {}
    : {
        audit: {
          ...audit,
          ...(audit.file !== undefined && { file: resolve(directory, audit.file) }),
          ...(audit.key_file !== undefined && { key_file: resolve(directory, audit.key_file) })
        }
      }
