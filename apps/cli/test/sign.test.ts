import { describe, expect, it } from "@effect/vitest"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { createRequire } from "node:module"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll } from "vitest"
import { codearts, person } from "./codearts.ts"

interface Vector {
  readonly id: string
  readonly accessKey: string
  readonly secretKey: string
  readonly method: string
  readonly url: string
  readonly headers: ReadonlyArray<readonly [name: string, value: string]>
  readonly signedHeaders: ReadonlyArray<string>
  readonly body: null | { readonly utf8?: string; readonly base64?: string }
  readonly canonicalRequest: string
  readonly stringToSign: string
  readonly authorization: string
  readonly agrees: boolean
}

const signing = createRequire(import.meta.url).resolve("@codearts/signing")
const vectors: ReadonlyArray<Vector> = JSON.parse(
  readFileSync(join(signing, "../../test/vectors/signing-vectors.json"), "utf8")
)

const directory = mkdtempSync(join(tmpdir(), "codearts-cli-"))
afterAll(() => rmSync(directory, { recursive: true }))

const file = (name: string, content: string | Uint8Array) => {
  const path = join(directory, name)
  writeFileSync(path, content)
  return path
}

// Header names that are signed without being asked for, as nothing on the command line asks for more.
const signedUnasked = /^(content-type|host|region|x-(domain-id|project-id|sdk-content-sha256|sdk-date|security-token))$/u

const own = new Set(["x-sdk-date", "x-security-token"])

const dateOf = ({ headers }: Vector) => headers.find(([name]) => name.toLowerCase() === "x-sdk-date")?.[1]

...
