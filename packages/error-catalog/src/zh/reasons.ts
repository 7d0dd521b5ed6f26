import { type Reason, reasons as english } from "../reasons.ts"
import { reasonTexts } from "./reasonTexts.ts"
import { type Provenance, withReason } from "./text.ts"

export const reasonInChinese = (reason: Reason): Reason & Provenance => {
  const text = reasonTexts[reason.texts[0] ?? ""]
  if (text === undefined) throw new Error(`${reason.texts[0]} has no Chinese text`)
  return {
    texts: reason.texts,
    cause: text.meaning,
    action: text.action,
    retry: withReason(reason.retry, text.reason),
    provenance: "ours"
  }
}

/** The reasons of `APIGW.0301`, in the order of the English table. */
export const reasons: ReadonlyArray<Reason & Provenance> = /* @__PURE__ */ english.map((reason) =>
  reasonInChinese(reason)
)
