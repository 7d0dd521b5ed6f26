import { describe, expect, it } from "@effect/vitest"
import { spawnSync } from "node:child_process"
import { codearts } from "./codearts.ts"
import { file } from "./file.ts"

const url = "https://h.example/v2/vpceps?vpcep_ids=a'b&limit=1"
const env = { HUAWEICLOUD_SDK_AK: "AK", HUAWEICLOUD_SDK_SK: "the-secret-key" }

const curlOf = async (args: ReadonlyArray<string>) => {
  const { status, stderr, stdout } = await codearts(
    ["sign", ...args, "--curl", "--date", "20260525T093015Z"],
    { env }
  )
  expect([status, stderr]).toEqual([0, ""])
  return stdout
}

/** The arguments that a shell makes of the line. */
const argumentsOf = (line: string): ReadonlyArray<string> => {
  const print = `curl() { printf '%s\\0' "$@"; }; ${line}`
  const { stdout } = spawnSync("bash", ["-c", print], { encoding: "utf8" })
  return stdout.split("\0").slice(0, -1)
}

const valuesOf = (words: ReadonlyArray<string>, flag: string) =>
  words.filter((_, index) => words[index - 1] === flag)

describe("codearts sign --curl", () => {
  it("prints one line that sends what was signed, as it was signed", async () => {
    const line = await curlOf(["DELETE", url, "-H", "Region: r", "-H", "X-Note: it's", "-d", "{}"])
    expect(line).not.toContain("\n")
    expect(argumentsOf(line)).toEqual([
      "--path-as-is",
      "--globoff",
      "-X",
      "DELETE",
      "-H",
      "Region: r",
      "-H",
      "X-Note: it's",
      "-H",
      "host: h.example",
      "-H",
      "x-sdk-date: 20260525T093015Z",
      "-H",
      expect.stringMatching(
        /^authorization: SDK-HMAC-SHA256 Access=AK, SignedHeaders=host;region/u
      ),
      "-H",
      "content-type:",
      "--data-binary",
      "{}",
      url
    ])
  })

  it("holds each finished header once, and the secret key nowhere", async () => {
    const line = await curlOf(["GET", url, "-H", "Host: other", "-H", "X-Sdk-Date: old"])
    const names = valuesOf(argumentsOf(line), "-H").map((header) => header.split(":")[0])
    expect(names).toEqual(["host", "x-sdk-date", "authorization"])
    expect(line).not.toContain("the-secret-key")
  })

  it("keeps the content type that was signed", async () => {
    const line = await curlOf(["DELETE", url, "-H", "Content-Type: application/json", "-d", "{}"])
    expect(line).not.toContain("content-type:")
  })

  it("has curl read a file that was signed from a file, byte for byte", async () => {
    const path = file("it's a body.json", "{\n}\n")
    const words = argumentsOf(await curlOf(["DELETE", url, "-d", `@${path}`]))
    expect(valuesOf(words, "--data-binary")).toEqual([`@${path}`])
  })

  it.each([
    "a b",
    '$HOME `id` "\\ !',
    "line\nbreak\r\n",
    "\u001b[2J",
    "\u202eturned",
    "'\n'",
    "é构"
  ])("hands curl the body %j unchanged, on one printable line", async (body) => {
    const line = await curlOf(["POST", url, "-d", body])
    expect(line).not.toMatch(/[\p{Cc}\p{Cf}]/u)
    expect(valuesOf(argumentsOf(line), "--data-binary")).toEqual([body])
  })

  it("sends a header without a value, and HEAD as curl wants it", async () => {
    const words = argumentsOf(await curlOf(["HEAD", url, "-H", "X-Empty:"]))
    expect(words).toContain("--head")
    expect(valuesOf(words, "-H")[0]).toBe("X-Empty;")
  })
})
