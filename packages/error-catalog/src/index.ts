export { entries, type KnownCode } from "./entries.ts"
export { apigw } from "./entries/apigw.ts"
export { iam } from "./entries/iam.ts"
export { kit } from "./entries/kit.ts"
export { uc } from "./entries/uc.ts"
export type { ErrorEntry, Family } from "./entry.ts"
export {
  explain,
  type Explanation,
  type KnownExplanation,
  type ReceivedError,
  retryClass,
  type UnknownExplanation
} from "./explain.ts"
export { entry, isKnown, lookup } from "./lookup.ts"
export { problem, type Problem, type ProblemSource } from "./problem.ts"
export { type Reason, reasons } from "./reasons.ts"
export { type Retry, retryAdvice, type RetryClass } from "./retry.ts"
export { search } from "./search.ts"
export { type StatusEntry, statuses } from "./statuses.ts"
export { statusText } from "./statusText.ts"
export type { Wording } from "./wording.ts"
