import { hash } from "node:crypto"
import { beforeEach, expect, it, vi } from "vitest"
import { payloadHash } from "./sha256.ts"

vi.mock(import("node:crypto"), { spy: true })

beforeEach(() => {
  vi.mocked(hash).mockClear()
})

it.each([[undefined], [""], [new Uint8Array()]])(
  "knows the hash of no body, %j, already",
  (body) => {
    expect(payloadHash(body)).toBe(
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    )
    expect(hash).not.toHaveBeenCalled()
  }
)

it.each([["abc"], [Buffer.from("abc")]])("hashes the body %j as the standard does", (body) => {
  expect(payloadHash(body)).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
})
