import { explainIn, type Explanation, type ReceivedError } from "../explain.ts"
import { inChinese } from "./entries.ts"
import { reasonInChinese } from "./reasons.ts"
import { retryAdvice } from "./retry.ts"
import { statusText } from "./statuses.ts"

/**
 * What a received error means, in Chinese; never throws.
 * The code and the message of the server are kept as they came; `entry` is the row in English.
 */
export const explain: (error: ReceivedError) => Explanation = /* @__PURE__ */ explainIn({
  entry: inChinese,
  reason: reasonInChinese,
  status: statusText,
  advice: retryAdvice
})
