import { describe, expect, it } from "vitest"
import { parserRefusal } from "./parserRefusal.ts"

describe("what the parser refuses", () => {
  for (const [code, status, error_code] of [
    ["ERR_HTTP_REQUEST_TIMEOUT", 408, "UC.00011007"],
    ["HPE_HEADER_OVERFLOW", 431, "APIGW.0201"],
    ["HPE_CHUNK_EXTENSIONS_OVERFLOW", 413, "APIGW.0201"],
    ["HPE_INVALID_VERSION", 505, "APIGW.0201"],
    ["HPE_PAUSED_H2_UPGRADE", 505, "APIGW.0201"],
    ["HPE_INVALID_METHOD", 400, "APIGW.0201"],
    ["HPE_SOMETHING_NEW", 400, "APIGW.0201"]
  ] as const) {
    it(`${code} is answered ${status}`, () =>
      expect(parserRefusal(code)).toMatchObject({ status, error_code }))
  }

  for (const code of ["ECONNRESET", "EPIPE", ""]) {
    it(`${code || "an unknown failure"} is not answered: nobody is there`, () =>
      expect(parserRefusal(code)).toBeUndefined())
  }
})
