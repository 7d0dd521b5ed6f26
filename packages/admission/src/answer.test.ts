import { expect, it } from "vitest"
import { json, noContent } from "./answer.ts"

const documented = [
  ["X-Frame-Options", "SAMEORIGIN"],
  ["Strict-Transport-Security", "max-age=31536000; includeSubdomains;"],
  ["Server", "api-gateway"],
  ["X-Content-Type-Options", "nosniff"],
  ["X-Download-Options", "noopen"],
  ["X-XSS-Protection", "1; mode=block;"]
]

it("gives a JSON answer the documented headers, then its own", () => {
  expect(json(200, '{"total":0}', [["X-Subject-Token", "token"]])).toEqual({
    status: 200,
    headers: [["Content-Type", "application/json"], ...documented, ["X-Subject-Token", "token"]],
    body: '{"total":0}'
  })
})

it("gives an answer without a body no type", () => {
  expect(noContent([["Allow", "GET"]])).toEqual({
    status: 204,
    headers: [...documented, ["Allow", "GET"]],
    body: ""
  })
})
