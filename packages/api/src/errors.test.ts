import { Effect } from "effect"
import { inspect } from "node:util"
import { describe, expect, it } from "vitest"
import { apiError } from "./errors.ts"

const fields = { error_code: "UC.00011005", error_msg: "Not found.", request_id: "af2953f2" }

const tags = {
  400: "BadRequest",
  401: "Unauthorized",
  403: "Forbidden",
  404: "NotFound",
  405: "MethodNotAllowed",
  408: "RequestTimeout",
  409: "Conflict",
  413: "PayloadTooLarge",
  415: "UnsupportedMediaType",
  424: "FailedDependency",
  429: "TooManyRequests",
  500: "InternalServerError",
  502: "BadGateway",
  503: "ServiceUnavailable",
  504: "GatewayTimeout"
}

describe("apiError", () => {
  for (const [status, tag] of Object.entries(tags)) {
    it(`makes ${status} a ${tag}, the server's words kept`, () => {
      expect(apiError(Number(status), fields)).toMatchObject({
        _tag: tag,
        status: Number(status),
        ...fields
      })
    })
  }

  for (const status of [100, 204, 302, 304, 402, 406, 414, 418, 422, 494, 501, 505, 599]) {
    it(`makes ${status}, which has no class of its own, an UnexpectedStatus that says it`, () => {
      expect(apiError(status, fields)).toMatchObject({
        _tag: "UnexpectedStatus",
        status,
        ...fields
      })
    })
  }

  it("keeps a code that nobody documented", () => {
    expect(apiError(400, { error_code: "UC.99999999", error_msg: "?" })).toMatchObject({
      _tag: "BadRequest",
      error_code: "UC.99999999"
    })
  })

  it("has no request id where the server gave none", () => {
    expect(apiError(500, { error_code: "HTTP.500", error_msg: "" })).not.toHaveProperty(
      "request_id"
    )
  })
})

describe("an error of the API", () => {
  it("is an Error whose message is the code and the server's words", () => {
    for (const status of [404, 302]) {
      const error = apiError(status, fields)
      expect(error).toBeInstanceOf(Error)
      expect(error.message).toBe("UC.00011005: Not found.")
    }
  })

  it("is caught by its tag", () => {
    const caught = Effect.fail(apiError(404, fields)).pipe(
      Effect.catchTag("NotFound", ({ request_id }) => Effect.succeed(request_id))
    )
    expect(Effect.runSync(caught)).toBe("af2953f2")
  })

  it("shows code, message, status and request id to whoever prints it", () => {
    const printed = inspect(apiError(404, fields))
    for (const said of ["NotFound", "UC.00011005", "Not found.", "404", "af2953f2"]) {
      expect(printed).toContain(said)
    }
  })
})
