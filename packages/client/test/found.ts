import { Redacted } from "effect"

/** Credentials with their secrets laid open, for a test to compare. */
export const redactedAway = (credentials: object): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(credentials).map(([field, value]) => [
      field,
      Redacted.isRedacted(value) ? Redacted.value(value) : value
    ])
  )
