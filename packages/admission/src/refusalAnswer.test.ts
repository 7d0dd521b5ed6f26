import { Effect, Logger } from "effect"
import { expect, it } from "vitest"
import { received, requestId } from "../test/received.ts"
import { Refusal, refuse } from "./refusal.ts"
import { answerTo, answerToDefect, refusalAnswer } from "./refusalAnswer.ts"

const tokenRequest = received({ method: "POST", target: "/v3/auth/tokens" })

it("answers with the three members that errors have, and the headers of the refusal", () => {
  const answer = refusalAnswer(refuse("UC.00011006", 405, undefined, [["Allow", "GET"]]), "id-1")
  expect(answer.status).toBe(405)
  expect(answer.headers).toContainEqual(["Content-Type", "application/json"])
  expect(answer.headers).toContainEqual(["Allow", "GET"])
  expect(answer.body).toBe(
    '{"error_code":"UC.00011006","error_msg":"Unavailable method.","request_id":"id-1"}'
  )
})

it("names the request in a refusal of this API", () => {
  const { body } = answerTo(refuse("APIGW.0101", 404), received())
  expect(JSON.parse(String(body))).toMatchObject({ request_id: requestId })
})

it("answers a refused token request in the shape of the identity service", () => {
  for (const method of ["POST", "GET"]) {
    const { body, status } = answerTo(refuse("401", 401), { ...tokenRequest, method })
    expect(status).toBe(401)
    expect(JSON.parse(String(body))).toEqual({
      error: { code: 401, message: expect.any(String), title: "Unauthorized" }
    })
  }
})

it("answers another method at the token address in the shape of this API", () => {
  const { body } = answerTo(refuse("UC.00011006", 405), { ...tokenRequest, method: "PUT" })
  expect(JSON.parse(String(body))).toMatchObject({ error_code: "UC.00011006" })
})

it("answers a fault of ours with 500, and tells its text to the log alone", async () => {
  const logged: Array<unknown> = []
  const logger = Logger.make(({ message }) => logged.push(message))
  const { body, status } = await answerToDefect(received())(new Error("a secret")).pipe(
    Effect.provide(Logger.layer([logger])),
    Effect.runPromise
  )
  expect(status).toBe(500)
  expect(body).toBe(
    `{"error_code":"UC.00010005","error_msg":"Internal service error.","request_id":"${requestId}"}`
  )
  expect(logged).toEqual([["A request failed", { request_id: requestId }, new Error("a secret")]])
})

it("answers a refusal that was thrown as it says, and tells its cause to the log alone", async () => {
  const logged: Array<unknown> = []
  const logger = Logger.make(({ message }) => logged.push(message))
  const { error_code, error_msg, headers, status } = refuse("KIT.0003", 503, undefined, [
    ["Retry-After", "5"]
  ])
  const cause = new Error("a secret")
  const thrown = new Refusal({ status, error_code, error_msg, headers: headers ?? [], cause })
  const answer = await answerToDefect(received())(thrown).pipe(
    Effect.provide(Logger.layer([logger])),
    Effect.runPromise
  )
  expect(answer.status).toBe(503)
  expect(answer.headers).toContainEqual(["Retry-After", "5"])
  expect(String(answer.body)).not.toContain("a secret")
  expect(logged).toEqual([["A request failed", { request_id: requestId }, thrown]])
})
