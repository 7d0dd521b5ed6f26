import { describe, expect, it } from "vitest"
import * as english from "../index.ts"
import { classTexts as englishClasses } from "../statusText.ts"
import { entryTexts } from "./entries.ts"
import * as chinese from "./index.ts"
import { reasonTexts } from "./reasonTexts.ts"
import { classTexts, statusTexts } from "./statusTexts.ts"

const sentence = /^[^]*\p{Script=Han}[^]*。$/u

const keyOf = ({ code, status }: english.ErrorEntry) => `${code} ${status}`

/** What stays as it is in every language. */
const facts = ({ code, status, message, otherMessages, family, retry }: english.ErrorEntry) => ({
  code,
  status,
  message,
  otherMessages,
  family,
  class: retry.class,
  seconds: "seconds" in retry ? retry.seconds : undefined
})

describe("the Chinese catalog", () => {
  it("has a text for every row, and no other", () => {
    expect(Object.keys(entryTexts).toSorted()).toEqual(english.entries.map(keyOf).toSorted())
  })

  it("has a text for every status, and no other", () => {
    expect(Object.keys(statusTexts).map(Number)).toEqual(
      english.statuses.map(({ status }) => status)
    )
    expect(Object.keys(classTexts)).toEqual(Object.keys(englishClasses))
  })

  it("has a text for every reason, and no other", () => {
    expect(Object.keys(reasonTexts)).toEqual(english.reasons.map(({ texts }) => texts[0]))
  })

  it("changes no code, status, message, family, retry class or wait", () => {
    expect(chinese.entries.map(facts)).toEqual(english.entries.map(facts))
    expect(chinese.statuses.map(({ status, message }) => [status, message])).toEqual(
      english.statuses.map(({ status, message }) => [status, message])
    )
    expect(chinese.reasons.map(({ texts, retry }) => [texts, retry.class])).toEqual(
      english.reasons.map(({ texts, retry }) => [texts, retry.class])
    )
  })

  it.each([...chinese.entries, ...chinese.statuses])(
    "explains $status $message in Chinese",
    (row) => {
      for (const text of [row.meaning, row.action, row.retry.reason]) expect(text).toMatch(sentence)
      expect(row.meaning.indexOf("。")).toBe(row.meaning.length - 1)
      for (const text of [row.title, row.source]) expect(text).toMatch(/\p{Script=Han}/u)
    }
  )

  it("says of every row whose Chinese it is", () => {
    const rows = [...chinese.entries, ...chinese.statuses, ...chinese.reasons]
    expect(new Set(rows.map(({ provenance }) => provenance))).toEqual(new Set(["ours"]))
  })

  it("names every limit and name that the English does", () => {
    // Words of the wire and numbers: `vpcep_ids`, `X-Auth-Token`, `12 MB`, `/v2/vpceps`.
    const names = (text: string) =>
      new Set(text.match(/[a-z]+(?:_[a-z]+)+|X-[\w-]+|\/v2\/\w+|\d{2,}/gu))
    const missing = english.entries.flatMap((row, index) => {
      const text = `${chinese.entries[index]?.meaning} ${chinese.entries[index]?.action}`
      return [...names(`${row.meaning} ${row.action}`)].filter((name) => !text.includes(name))
    })
    expect(missing).toEqual([])
  })
})

describe("lookup and search in Chinese", () => {
  it("find the rows that they find in English", () => {
    expect(chinese.lookup("apigw.0201").map(keyOf)).toEqual(english.lookup("apigw.0201").map(keyOf))
    expect(chinese.lookup("UC.00000000")).toEqual([])
    expect(chinese.search("Redis lock").map(keyOf)).toEqual(["UC.00011063 409"])
  })

  it("find by Chinese words too", () => {
    expect(chinese.search("账号 锁定").map(keyOf)).toContain("UC.00011035 429")
    expect(english.search("锁定")).toEqual([])
  })
})

describe("explain in Chinese", () => {
  it.each(chinese.entries)("knows $code with status $status", (entry) => {
    const { action, code: error_code, meaning, message: error_msg, status, title } = entry
    expect(chinese.explain({ error_code, error_msg, status })).toMatchObject({
      known: true,
      error_code,
      error_msg,
      status,
      title,
      meaning,
      action
    })
  })

  it("reads the reason after APIGW.0301, and says it in Chinese", () => {
    const error = {
      error_code: "APIGW.0301",
      error_msg: "Incorrect IAM authentication information: token expires, expires_at: 2026",
      status: 401
    }
    const { action, advice, meaning, retry } = chinese.explain(error)
    expect(
      [retry.class, meaning, action, advice].slice(1).every((text) => sentence.test(text))
    ).toBe(true)
    expect(retry.class).toBe(english.explain(error).retry.class)
  })

  it.each([409, 418, 999, undefined])("explains an unknown code by its status %s", (status) => {
    const { known, meaning, title } = chinese.explain({ error_code: "NEW.0001", status })
    expect(known).toBe(false)
    expect([meaning, title]).toEqual([
      chinese.statusText(status).meaning,
      chinese.statusText(status).title
    ])
  })

  it.each([
    [{ class: "never", reason: "原因。" }, "不要原样重复请求。原因。"],
    [
      { class: "after", seconds: 1, reason: "原因。" },
      "至少 1 秒后重试；如果 Retry-After 要求更久，以它为准。原因。"
    ],
    [{ class: "backoff", reason: "原因。" }, "重试几次，间隔逐渐加长。原因。"],
    [{ class: "refresh-token", reason: "原因。" }, "获取一个新 Token，重试一次。原因。"],
    [{ class: "fix-clock", reason: "原因。" }, "校正时钟，重新签名，重试一次。原因。"],
    [
      { class: "read-then-decide", reason: "原因。" },
      "先读取状态：只有确认没有执行，才重复更改。原因。"
    ],
    [
      { class: "locked-out", seconds: 900, reason: "原因。" },
      "在所有进程中停止使用这组凭证的一切请求，持续 15 分钟。原因。"
    ]
  ] as const)("advises %o", (retry, advice) => {
    expect(chinese.retryAdvice(retry)).toBe(advice)
  })
})
