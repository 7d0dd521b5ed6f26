/** The rule that a refused request broke. */
export type RefusalRule =
  | "authorization-missing"
  | "authorization-repeated"
  | "authorization-malformed"
  | "algorithm-not-accepted"
  | "scoped-credential"
  | "signed-headers-unsorted"
  | "request-line-malformed"
  | "header-repeated"
  | "header-malformed"
  | "signed-header-absent"
  | "header-not-signed"
  | "date-missing"
  | "date-malformed"
  | "date-out-of-window"
  | "unsigned-payload"
  | "payload-hash-mismatch"
  | "signature-mismatch"
  | "sdk-quirk"
  | "security-token-mismatch"

/** Why a request is not authentic: the rule it broke, and a sentence its sender may read. */
export interface Refusal {
  readonly ok: false
  readonly rule: RefusalRule
  readonly message: string
  /**
   * With `signature-mismatch`: the canonical request the verifier computed, for the answer to echo.
   * The value of x-security-token is masked in it.
   */
  readonly canonicalRequest?: string
}

export const refuse = (rule: RefusalRule, message: string): Refusal => ({
  ok: false,
  rule,
  message
})
