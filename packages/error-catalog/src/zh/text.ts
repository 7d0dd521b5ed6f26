import type { Retry } from "../retry.ts"
import type { Wording } from "../wording.ts"

/** What differs between the languages. */
export interface ChineseText {
  readonly title: string
  readonly meaning: string
  readonly action: string
  /** Why to retry, or why not. */
  readonly reason: string
}

/** Whose Chinese a text is. The vendor's Chinese edition was not at hand, so all of it is ours. */
export interface Provenance {
  readonly provenance: "ours"
}

const sources: Readonly<Record<string, string>> = {
  "API reference 2026-05-25, 4.1": "API 参考 2026-05-25，4.1",
  "API reference 2026-05-25, 6.2": "API 参考 2026-05-25，6.2",
  "API reference 2026-05-25, table 6-1": "API 参考 2026-05-25，表 6-1",
  "API Gateway error codes 2025-10-20": "API 网关错误码 2025-10-20",
  "IAM API reference 2025-12": "IAM API 参考 2025-12",
  "CodeArts access kit": "CodeArts 访问控制工具包",
  "RFC 9110, section 15": "RFC 9110，第 15 节"
}

/** A retry with its reason in Chinese. */
export const withReason = (retry: Retry, reason: string): Retry => ({ ...retry, reason })

/** A wording with a Chinese text in place of its own. */
export const translated = <Row extends Omit<Wording, "title">>(
  row: Row,
  { action, meaning, reason, title }: ChineseText
): Row & Wording & Provenance => ({
  ...row,
  title,
  meaning,
  action,
  retry: withReason(row.retry, reason),
  source: sources[row.source] ?? row.source,
  provenance: "ours"
})
