import type { Retry, RetryClass } from "../retry.ts"

const duration = (seconds: number): string =>
  seconds % 60 === 0 ? `${seconds / 60} 分钟` : `${seconds} 秒`

const instructions = {
  never: "不要原样重复请求。",
  backoff: "重试几次，间隔逐渐加长。",
  "refresh-token": "获取一个新 Token，重试一次。",
  "fix-clock": "校正时钟，重新签名，重试一次。",
  "read-then-decide": "先读取状态：只有确认没有执行，才重复更改。"
} satisfies Partial<Record<RetryClass, string>>

const instruction = (retry: Retry): string => {
  if (retry.class === "after")
    return `至少 ${duration(retry.seconds)}后重试；如果 Retry-After 要求更久，以它为准。`
  if (retry.class === "locked-out")
    return `在所有进程中停止使用这组凭证的一切请求，持续 ${duration(retry.seconds)}。`
  return instructions[retry.class]
}

/** What to do about repeating a request, then why, in Chinese. */
export const retryAdvice = (retry: Retry): string => `${instruction(retry)}${retry.reason}`
