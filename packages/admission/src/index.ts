export { json, noContent } from "./answer.ts"
export {
  authenticate,
  type Authenticated,
  bySignature,
  byToken,
  queryOf,
  type Submission
} from "./authenticate.ts"
export { type BackOff, makeBackOff, makeBackOffBy } from "./backOff.ts"
export type { Callers, OwnedAccessKey, TokenGrant, TokenProject } from "./callers.ts"
export { readInput } from "./input.ts"
export { lead, wrongMethod } from "./lead.ts"
export type { Query } from "./query.ts"
export { Refusal, type RefusalFields, refuse, refuseCredentials } from "./refusal.ts"
export { answerTo, answerToDefect, refusalAnswer, refusalOfDefect } from "./refusalAnswer.ts"
export { refuseGlobalToken, requireTokenOfRegion } from "./tokenScope.ts"
export { retryAfter, tooMany } from "./tooMany.ts"
