import { expect, it } from "vitest"
import { Refusal, refuse, refuseCredentials } from "./refusal.ts"

it("refuses in the words of the catalogue", () => {
  const refusal = refuse("UC.00011002", 400)
  expect(refusal).toBeInstanceOf(Refusal)
  expect(refusal).toMatchObject({
    status: 400,
    error_code: "UC.00011002",
    error_msg: "Invalid parameter.",
    headers: []
  })
})

it("adds the detail, and headers where there are some", () => {
  expect(refuse("UC.00011006", 405, "Here is why", [["Allow", "GET"]])).toMatchObject({
    error_msg: "Unavailable method. Here is why",
    headers: [["Allow", "GET"]]
  })
})

it("cuts a detail after 1,000 characters", () => {
  const { error_msg } = refuse("UC.00011002", 400, "x".repeat(5000))
  expect(error_msg).toBe(`Invalid parameter. ${"x".repeat(1000)}`)
})

it("takes no code with a status that it is not documented with", () => {
  expect(() => refuse("UC.00011002", 418)).toThrow("UC.00011002 is not documented with status 418")
})

it("explains refused credentials after a colon, which takes the place of the full stop", () => {
  expect(refuseCredentials("APIGW.0301", "decrypt token fail")).toMatchObject({
    status: 401,
    error_code: "APIGW.0301",
    error_msg: "Incorrect IAM authentication information: decrypt token fail"
  })
})
