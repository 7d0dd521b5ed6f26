import { expect, it } from "vitest"
import { inWorld, keys } from "./world.ts"

const nowhere = [
  "/",
  "/v2/vpceps/",
  "/V2/vpceps",
  "/v2/vpceps/vp-0",
  "/v2/%76pceps",
  "/devuc-accessmgmt/v2/vpceps",
  "/v3/auth/tokens/"
]

it(
  "answers 404 APIGW.0101 at every address but its own, whoever asks",
  inWorld(function* (world) {
    for (const target of nowhere) {
      const { body, status } = yield* world.send({ target, by: keys.owner })
      expect([target, status, body.error_code]).toEqual([target, 404, "APIGW.0101"])
    }
  })
)

it(
  "answers 405 UC.00011006 to another method, HEAD too, and names the methods there are",
  inWorld(function* (world) {
    for (const method of ["HEAD", "POST", "PUT", "PATCH", "TRACE", "delete"]) {
      const { body, headers, status } = yield* world.send({ method, target: "/v2/vpceps" })
      expect([status, body.error_code]).toEqual([405, "UC.00011006"])
      expect(headers["allow"]).toBe("GET, DELETE, OPTIONS")
    }
    const tokens = yield* world.send({ method: "PUT", target: "/v3/auth/tokens" })
    expect(tokens).toMatchObject({ status: 405, headers: { allow: "POST, GET, OPTIONS" } })
  })
)

it(
  "answers OPTIONS with the methods, asks for no credentials, and lets no other site in",
  inWorld(function* (world) {
    const { headers, status, text } = yield* world.send({
      method: "OPTIONS",
      target: "/v3/projects"
    })
    expect([status, headers["allow"], text]).toEqual([204, "GET, OPTIONS", ""])
    expect(Object.keys(headers).filter((name) => name.startsWith("access-control"))).toEqual([])
  })
)

it(
  "puts the headers of figure 3-2 on every answer",
  inWorld(function* (world) {
    const documented = {
      "content-type": "application/json",
      "strict-transport-security": "max-age=31536000; includeSubdomains;",
      "x-content-type-options": "nosniff",
      "x-download-options": "noopen",
      "x-frame-options": "SAMEORIGIN",
      "x-xss-protection": "1; mode=block;",
      server: "api-gateway",
      date: "Mon, 25 May 2026 08:00:00 GMT"
    }
    const projects = yield* world.send({ target: "/v3/projects", by: keys.owner })
    expect(projects).toMatchObject({ status: 200, headers: documented })
    const nothing = yield* world.send({ target: "/nowhere" })
    expect(nothing).toMatchObject({ status: 404, headers: documented })
  })
)
