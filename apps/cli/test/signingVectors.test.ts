import { checkAccessKey, checkSecretKey, maskSecurityToken } from "@codearts/signing"
import { describe, expect, it } from "@effect/vitest"
import { readFileSync } from "node:fs"
import { createRequire } from "node:module"
import { join } from "node:path"
import { codearts } from "./codearts.ts"
import { file } from "./file.ts"

interface Vector {
  readonly id: string
  readonly category: string
  /** SDK-HMAC-SHA256 unless given. */
  readonly algorithm?: string
  /** What a key is derived for. */
  readonly region?: string
  readonly service?: string
  readonly accessKey: string
  readonly secretKey: string
  readonly method: string
  readonly url: string
  readonly headers: ReadonlyArray<readonly [name: string, value: string]>
  readonly signedHeaders: ReadonlyArray<string>
  readonly body: null | {
    readonly utf8?: string
    readonly base64?: string
    readonly repeat?: string
  }
  readonly canonicalRequest: string
  readonly stringToSign: string
  readonly authorization: string
  readonly agrees: boolean
}

const signing = createRequire(import.meta.url).resolve("@codearts/signing")
const vectorsOf = (name: string): ReadonlyArray<Vector> =>
  JSON.parse(readFileSync(join(signing, `../../test/vectors/${name}.json`), "utf8"))

// The command line asks for no header to be signed beyond these.
const signedUnasked =
  /^(?:content-type|host|region|x-(?:domain-id|project-id|sdk-content-(?:sha256|sm3)|sdk-date|security-token))$/u

const expressible = ({ agrees, body, category, headers, signedHeaders }: Vector) => {
  const names = headers
    .map(([name]) => name.toLowerCase())
    .filter((name) => signedUnasked.test(name))
  const alike = names.sort().join() === [...signedHeaders].sort().join()
  return (
    agrees &&
    category !== "scoped" &&
    alike &&
    names.includes("host") &&
    !(body !== null && "repeat" in body)
  )
}

const argumentsOf = ({
  algorithm,
  body,
  headers,
  method,
  region,
  service,
  url
}: Vector): ReadonlyArray<string> => {
  const [date] = headers.filter(([name]) => name.toLowerCase() === "x-sdk-date")
  const given = headers.filter(([name]) => name.toLowerCase() !== "x-sdk-date")
  const bytes = Buffer.from(
    body?.base64 ?? body?.utf8 ?? "",
    body?.base64 === undefined ? "utf8" : "base64"
  )
  return [
    "sign",
    method,
    url,
    "--output=json",
    `--date=${date?.[1]}`,
    ...(algorithm === undefined ? [] : [`--algorithm=${algorithm}`]),
    ...(region === undefined ? [] : [`--derived-region=${region}`]),
    ...(service === undefined ? [] : [`--derived-service=${service}`]),
    ...given.flatMap(([name, value]) => ["-H", `${name}: ${value}`]),
    ...(body === null ? [] : ["-d", `@${file("body", bytes)}`])
  ]
}

const outcomeOf = (vector: Vector) => {
  const env = { HUAWEICLOUD_SDK_AK: vector.accessKey, HUAWEICLOUD_SDK_SK: vector.secretKey }
  return codearts(argumentsOf(vector), { env })
}

const byCommand = async (vector: Vector) => {
  const { stderr, stdout } = await outcomeOf(vector)
  return { stderr, ...JSON.parse(stdout) }
}

/** The command shows no token. */
const expected = ({ authorization, canonicalRequest, stringToSign }: Vector) => ({
  stderr: "",
  authorization,
  canonicalRequest: maskSecurityToken(canonicalRequest),
  stringToSign
})

/** No call can be made with every key that official signers take. */
const isUsable = ({ accessKey, secretKey }: Vector) =>
  checkAccessKey(accessKey) === undefined && checkSecretKey(secretKey) === undefined

const expressibleOf = (name: string) => vectorsOf(name).filter(expressible).filter(isUsable)

const unusable = ["signing-vectors", "algorithm-vectors"].flatMap((name) =>
  vectorsOf(name)
    .filter(expressible)
    .filter((vector) => !isUsable(vector))
)

it.each(unusable)("does not sign with a key that no call can be made with: $id", async (vector) => {
  const { status, stderr, stdout } = await outcomeOf(vector)
  expect([status, stdout]).toEqual([4, ""])
  expect(stderr).toMatch(/what it has cannot be sent: (accessKey|secretKey): /u)
})

it.each(expressibleOf("signing-vectors"))("signs as the official signers do: $id", async (vector) =>
  expect(await byCommand(vector)).toMatchObject(expected(vector))
)

describe.each(["V11-HMAC-SHA256", "SDK-HMAC-SM3"])("by --algorithm %s", (name) => {
  const vectors = expressibleOf("algorithm-vectors").filter(({ algorithm }) => algorithm === name)

  it("finds vectors that a command line can express", () =>
    expect(vectors.length).toBeGreaterThan(10))

  it.each(vectors)("signs as the official signers do: $id", async (vector) =>
    expect(await byCommand(vector)).toMatchObject(expected(vector))
  )
})
