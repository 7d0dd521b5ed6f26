import { operation } from "@codearts/api"
import { expect, it } from "vitest"
import { passedBack } from "./passedBack.ts"

const list = operation("listVpcepAccessControlRecords")

const ours = ["X-Codearts-Request-Id", "id"]

it("keeps what the answer says, repeated headers too, in their order", () => {
  const answered = [
    ["content-type", "application/json"],
    ["warning", "1"],
    ["warning", "2"],
    ["x-request-id", "theirs"]
  ] as const
  expect(passedBack(list, answered, "id")).toEqual([...answered, ours])
})

const dropped = [
  ["connection", "close"],
  ["keep-alive", "timeout=5"],
  ["proxy-authenticate", "Basic"],
  ["proxy-connection", "close"],
  ["set-cookie", "a=b"],
  ["te", "trailers"],
  ["trailer", "x"],
  ["transfer-encoding", "chunked"],
  ["upgrade", "h2c"],
  ["x-codearts-request-id", "theirs"],
  ["x-subject-token", "token"]
] as const

for (const header of dropped) {
  it(`drops ${header[0]}`, () => {
    expect(passedBack(list, [header], "id")).toEqual([ours])
  })
}

it("drops what Connection names, in any letter case", () => {
  const answered = [
    ["connection", "Close, X-Hop"],
    ["x-hop", "1"],
    ["x-kept", "1"]
  ] as const
  expect(passedBack(list, answered, "id")).toEqual([["x-kept", "1"], ours])
})

it("passes a token back to the one who asked for it", () => {
  const answered = [["x-subject-token", "token"]] as const
  expect(passedBack(operation("createToken"), answered, "id")).toEqual([...answered, ours])
})
