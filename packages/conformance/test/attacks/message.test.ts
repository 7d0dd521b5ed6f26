import { type AccessKey, verify } from "@codearts/signing"
import { expect, it } from "vitest"
import { type Attack, attackNamed, type Request } from "./Attack.ts"
import { messageOf } from "./message.ts"
import { fill } from "./placeholders.ts"
import { keys } from "./world.ts"

const now = new Date("2026-05-25T08:00:00.250Z")

const deletion = attackNamed("CTRL-002")

const given = (change: Partial<Request>): Attack => {
  const { request } = deletion
  if (request === undefined) throw new Error("it is a request")
  return { ...deletion, request: { ...request, ...change } }
}

const written = (attack: Attack) => messageOf(attack, "h:1", now).bytes.toString("latin1")

const received = (text: string) => {
  const [head = "", body = ""] = text.split("\r\n\r\n")
  const [line = "", ...lines] = head.split("\r\n")
  const [method = "", target = ""] = line.split(" ")
  const headers = lines.map((each): [string, string] => {
    const colon = each.indexOf(": ")
    return [each.slice(0, colon), each.slice(colon + 2)]
  })
  return { method, target, headers, body: Buffer.from(body) }
}

const isAccepted = (
  attack: Attack,
  credentials = keys.known as { accessKey: string; secretKey: string }
) => {
  const key: AccessKey = { ...credentials, enabled: true, sdk_compat: false }
  return verify(received(written(attack)), key, now).ok
}

it("is an honest request where the case signs what it sends", () => {
  expect(isAccepted(deletion)).toBe(true)
  expect(isAccepted(attackNamed("CTRL-004"))).toBe(true)
  expect(isAccepted(given({ sign: { ak: "other" } }), keys.other)).toBe(true)
})

it("is none where it signs with another secret, another date or another body", () => {
  expect(isAccepted(given({ sign: { sk: "wrong" } }))).toBe(false)
  expect(isAccepted(attackNamed("TS-001"))).toBe(false)
  expect(isAccepted(given({ sign: { over: { body: "{}" } } }))).toBe(false)
})

it("keeps the headers in their order, spelled and repeated as they are", () => {
  const headers: Request["headers"] = [
    ["b", "1"],
    ["A", "é"],
    ["b", "  2\t"],
    ["{{headers|x|2}}", "{{region}}"]
  ]
  const text = written(
    given({ headers, sign: false, body: "", method: "GET", headersAfterAuth: [["z", "9"]] })
  )
  expect(text).toBe(
    "GET /v2/vpceps HTTP/1.1\r\nb: 1\r\nA: \u00e9\r\nb:   2\t\r\nx0: cn-north-7\r\nx1: cn-north-7\r\nz: 9\r\n\r\n"
  )
})

it.each<[string, Partial<Request>, RegExp]>([
  ["its length", { body: "é" }, /\r\nContent-Length: 2\r\n\r\n\u00c3\u00a9$/u],
  [
    "a length that is off",
    { body: "abc", contentLength: -2 },
    /\r\nContent-Length: 1\r\n\r\nabc$/u
  ],
  [
    "chunks",
    { body: "abc", framing: "chunked" },
    /Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n$/u
  ],
  ["nothing", { body: "abc", framing: "none" }, /Signature=\w+\r\n\r\nabc$/u],
  [
    "what the case writes",
    { body: "abc", framing: "explicit", wireBody: "+{{bodyLenHex}};{{body}}" },
    /Signature=\w+\r\n\r\n\+3;abc$/u
  ],
  ["no end", { body: "abc", cutBodyAt: 1 }, /\r\nContent-Length: 3\r\n\r\na$/u],
  [
    "a length, made to measure",
    { bodyGenerate: { prefix: "{}", repeat: " ", totalBytes: 5 } },
    /: 5\r\n\r\n\{\} {3}$/u
  ],
  ["a length, of any bytes", { bodyBase64: "/+k=" }, /: 2\r\n\r\n\u00ff\u00e9$/u]
])("sends a body with %s", (_, change, end) => {
  expect(written(given(change))).toMatch(end)
})

it("writes what no request can describe byte by byte", () => {
  expect(written(attackNamed("ME-012"))).toBe("delete /v2/vpceps HTTP/1.1\r\nHost: h:1\r\n\r\n")
  expect(written(attackNamed("RL-020"))).toContain("/v2/\u00c3\u00a9 HTTP/1.1")
})

it("fills in values, slices of them and repetitions, and refuses a name it does not know", () => {
  expect(fill('{{a}}-{{a:1:3}}{{rep|{"b":|2}}1{{rep|}|2}}', { a: "wxyz" })).toBe(
    'wxyz-xy{"b":{"b":1}}'
  )
  expect(() => fill("{{unheard}}", {})).toThrow("No placeholder is called unheard.")
})
