import type { Headers } from "@codearts/ingress"
import { type Refusal, refuse } from "./refusal.ts"

/** `Retry-After` of at least so many milliseconds, in whole seconds. */
export const retryAfter = (milliseconds: number): Headers[number] => [
  "Retry-After",
  String(Math.max(1, Math.ceil(milliseconds / 1000)))
]

/** A refusal of who calls too often, by `Retry-After` accepted again once so many milliseconds have passed. */
export const tooMany = (milliseconds: number, headers: Headers = []): Refusal =>
  refuse("APIGW.0308", 429, undefined, [retryAfter(milliseconds), ...headers])
