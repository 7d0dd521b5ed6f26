/** What one check of this machine or of its settings found. */
export interface Finding {
  readonly check: string
  readonly verdict: "ok" | "warn" | "fail"
  readonly found: string
  /** What to do; empty where all is well. */
  readonly fix: string
}

/** Nothing to do. */
export const ok = (check: string, found: string): Finding => ({
  check,
  verdict: "ok",
  found,
  fix: ""
})

/** It may be meant so, or could not be found out. */
export const warn = (check: string, found: string, fix: string): Finding => ({
  check,
  verdict: "warn",
  found,
  fix
})

/** Commands will fail until it is mended. */
export const fail = (check: string, found: string, fix: string): Finding => ({
  check,
  verdict: "fail",
  found,
  fix
})

/** What could not be asked, and why. */
export const notAsked = (check: string, why: string): Finding =>
  warn(check, `not asked: ${why}`, "mend what is above, then ask again")
