import { describe, expect, it } from "@effect/vitest"
import { sdkHmacSm3 } from "@codearts/signing"
import crypto from "node:crypto"
import { syncBuiltinESMExports } from "node:module"
import { onTestFinished, vi } from "vitest"
import { codearts } from "./codearts.ts"

const url = "https://h.example/v2/vpceps?limit=1"
const time = "20260525T093015Z"
const env = { HUAWEICLOUD_SDK_AK: "AK", HUAWEICLOUD_SDK_SK: "the-secret-key" }

const sm3 = ["--algorithm", "SDK-HMAC-SM3"]
const v11For = (region: string) => [
  "--algorithm=V11-HMAC-SHA256",
  `--derived-region=${region}`,
  "--derived-service=codearts"
]
const v11 = v11For("ap-southeast-3")

const sign = (...args: ReadonlyArray<string>) =>
  codearts(["sign", "DELETE", url, "-d", "{}", "--date", time, ...args], { env })

const verify = (authorization: string, ...args: ReadonlyArray<string>) => {
  const headers = ["-H", `X-Sdk-Date: ${time}`, "-H", `Authorization: ${authorization}`]
  return codearts(
    ["sign", "verify", "DELETE", url, "-d", "{}", "--date", time, ...headers, ...args],
    { env }
  )
}

const authorizationBy = async (...args: ReadonlyArray<string>): Promise<string> =>
  JSON.parse((await sign("-o", "json", ...args)).stdout).authorization

const withoutSm3 = () => {
  const spy = vi.spyOn(crypto, "getHashes").mockReturnValue(["sha256"])
  syncBuiltinESMExports()
  onTestFinished(() => {
    spy.mockRestore()
    syncBuiltinESMExports()
  })
}

describe("codearts sign --algorithm", () => {
  it("is SDK-HMAC-SHA256 unless another is named", async () => {
    const [unnamed, named] = [await sign(), await sign("--algorithm", "SDK-HMAC-SHA256")]
    expect(named.stdout).toBe(unnamed.stdout)
    expect(named.stdout).toContain("authorization: SDK-HMAC-SHA256 Access=AK, ")
  })

  it.each([
    ["SDK-HMAC-SM3", sm3, "SDK-HMAC-SM3 Access=AK, "],
    ["V11-HMAC-SHA256", v11, "V11-HMAC-SHA256 Credential=AK/20260525/ap-southeast-3/codearts, "]
  ])("signs by %s, as text, as JSON and for curl", async (name, args, credential) => {
    const authorization = await authorizationBy(...args)
    expect(authorization).toContain(credential)
    expect((await sign(...args)).stdout).toContain(`\nauthorization: ${authorization}`)
    expect((await sign(...args, "--curl")).stdout).toContain(`'authorization: ${authorization}'`)
    const { stringToSign } = JSON.parse((await sign(...args, "-o", "json")).stdout)
    expect(stringToSign.split("\n").slice(0, 2)).toEqual([name, time])
  })

  it("explains the scope and the derived key of V11-HMAC-SHA256", async () => {
    const { stdout } = await sign(...v11, "--explain")
    expect(stdout).toMatch(/^ {2}20260525\/ap-southeast-3\/codearts\n {4}scope: /mu)
    expect(stdout).toContain("HKDF-SHA-256 from the secret key")
    expect(stdout).not.toContain("the-secret-key")
  })

  it("explains SDK-HMAC-SM3 without a word of SHA-256", async () => {
    const { stdout } = await sign(...sm3, "--explain")
    expect(stdout).toContain("signature: HMAC-SM3 of the string to sign")
    expect(stdout).not.toMatch(/sha-?256/iu)
  })

  it.each(["SDK-ECDSA-P256-SHA256", "SDK-SM2-SM3", "V11-HMAC-SM3", "sdk-hmac-sha256"])(
    "refuses %j and names those it takes: exit 2",
    async (name) => {
      for (const command of [["sign"], ["sign", "verify"], ["sign", "diff"]]) {
        const { status, stderr, stdout } = await codearts(
          [...command, "GET", url, `--algorithm=${name}`],
          { env }
        )
        expect([status, stdout]).toEqual([2, ""])
        for (const accepted of ["SDK-HMAC-SHA256", "V11-HMAC-SHA256", "SDK-HMAC-SM3"])
          expect(stderr).toContain(accepted)
      }
    }
  )

  it.each([["--derived-region", "r"], ["--derived-service", "s"], []])(
    "needs both region and service for V11-HMAC-SHA256, not %s %s alone: exit 2",
    async (...args) => {
      const { status, stderr } = await sign("--algorithm", "V11-HMAC-SHA256", ...args)
      expect(status).toBe(2)
      expect(stderr).toContain(
        "error: --algorithm V11-HMAC-SHA256: needs --derived-region and --derived-service"
      )
    }
  )

  it.each([
    ["--derived-region", "r"],
    ["--derived-service", "s"]
  ])("refuses %s where no key is derived: exit 2", async (...args) => {
    for (const algorithm of [[], sm3]) {
      const { status, stderr } = await sign(...algorithm, ...args)
      expect(status).toBe(2)
      expect(stderr).toContain("go with --algorithm V11-HMAC-SHA256 only")
    }
  })

  it("refuses a region that no credential can hold: exit 2", async () => {
    const { status, stderr } = await sign(...v11For("a/b"))
    expect(status).toBe(2)
    expect(stderr).toContain("error: region and service must be letters, digits")
  })

  it("says that the runtime has no SM3 where it has none: exit 2", async () => {
    const authorization = await authorizationBy(...sm3)
    withoutSm3()
    for (const outcome of [
      await sign(...sm3),
      await sign(...sm3, "--explain"),
      await verify(authorization, ...sm3)
    ]) {
      expect([outcome.status, outcome.stdout]).toEqual([2, ""])
      expect(outcome.stderr).toContain("error: SDK-HMAC-SM3 needs SM3")
    }
  })
})

describe("codearts sign verify --algorithm", () => {
  it.each([
    ["SDK-HMAC-SM3", sm3],
    ["V11-HMAC-SHA256", v11]
  ])("finds genuine what is signed by %s, and refuses another: exit 0 and 4", async (_, args) => {
    const authorization = await authorizationBy(...args)
    const genuine = await verify(authorization, ...args)
    const other = await verify(authorization)
    expect([genuine.status, genuine.stdout.split("\n")[1]]).toEqual([0, "  read:   strict"])
    expect([other.status, other.stdout.split("\n")[0]]).toEqual([
      4,
      "refused: algorithm-not-accepted"
    ])
  })

  it("refuses a key that is derived for another region: exit 4", async () => {
    const authorization = await authorizationBy(...v11)
    const { status, stdout } = await verify(authorization, ...v11For("globe"))
    expect([status, stdout.split("\n")[0]]).toEqual([4, "refused: scoped-credential"])
  })

  it("needs the key that the request names, in any algorithm: exit 4", async () => {
    const authorization = (await authorizationBy(...v11)).replace("=AK/", "=OTHER/")
    const { status, stderr } = await verify(authorization, ...v11)
    expect(status).toBe(4)
    expect(stderr).toContain("signed with access key OTHER")
  })
})

describe("codearts sign diff --algorithm", () => {
  const echo = (hash: string) =>
    `verify aksk signature fail, canonicalRequest:DELETE|/v2/vpceps/|limit=1|host:h.example|x-sdk-date:${time}||host;x-sdk-date|${hash}`

  const diff = (stdin: string, ...args: ReadonlyArray<string>) =>
    codearts(["sign", "diff", "DELETE", url, "-d", "{}", ...args], { env, stdin })

  it("hashes the body as the server does that echoes an SM3", async () => {
    const stdin = echo(sdkHmacSm3.hash("{}"))
    expect((await diff(stdin, ...sm3)).status).toBe(0)
    expect((await diff(stdin)).stdout).toMatch(/^differs: payload hash/u)
  })

  it("finds a body that changed where the server echoes an SM3: exit 3", async () => {
    const { status, stdout } = await diff(echo(sdkHmacSm3.hash("{ }")), ...sm3)
    expect([status, stdout.split("\n")[0]]).toEqual([3, "differs: payload hash"])
  })

  it("hashes for V11-HMAC-SHA256 as ever", async () => {
    const braces = "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"
    expect((await diff(echo(braces), ...v11)).status).toBe(0)
  })
})
