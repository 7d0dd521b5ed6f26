import { Schema } from "effect"

/** A string of a pattern, which `expected` says in words. */
const text = (pattern: RegExp, expected: string) =>
  Schema.String.check(Schema.isPattern(pattern, { expected }))

/** What `digestOf` writes. */
export const Digest = text(/^sha256:[0-9a-f]{64}$/u, "sha256: and 64 hexadecimal digits")

/** A moment in UTC. */
export const Time = text(
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/u,
  "a time in UTC, such as 2026-05-25T08:00:00.000Z"
).check(
  Schema.makeFilter((time) => !Number.isNaN(Date.parse(time)), { expected: "a time that exists" })
)

/** A day of the calendar. */
export const Day = text(/^\d{4}-\d\d-\d\d$/u, "a day, such as 2027-01-31").check(
  Schema.makeFilter(
    (day) => {
      const time = Date.parse(`${day}T00:00:00Z`)
      return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day)
    },
    { expected: "a day that exists" }
  )
)

/** One line that a person wrote. */
export const Line = text(/^[^\p{Cc}\p{Zl}\p{Zp}]{1,500}$/u, "1 to 500 characters on one line")

// The bits of the last letter that no byte takes are zero: else one key would have four spellings,
// and who planned could approve under another of them.
/** An Ed25519 public key: the one line between the marks of its PEM file. */
export const PublicKey = text(
  /^MCowBQYDK2VwAyEA[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/u,
  "an Ed25519 public key, the middle line of its PEM file (MCowBQYDK2VwAyEA...)"
)

/** A count of things. */
export const Count = Schema.Int.check(
  Schema.isGreaterThanOrEqualTo(0, { expected: "a whole number, 0 or more" })
)
