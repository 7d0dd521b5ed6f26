/** Headers whose values are secrets: signed like any other, and shown to nobody. */
const secretHeaders: ReadonlySet<string> = new Set([
  "cookie",
  "x-auth-token",
  "x-security-token",
  "x-subject-token"
])

/** What is shown in place of a secret, by servers too. */
export const mask = "***"

/** Whether the value under a lower-case name must not be shown. */
export const isSecretHeader = (name: string): boolean => secretHeaders.has(name)
