import { readFileSync } from "node:fs"
import { request } from "./wire.ts"

/** A request to send as it stands. */
export interface RawCase {
  readonly name: string
  readonly lines: ReadonlyArray<string>
  readonly body?: string
}

/** The value in a JSON file beside this one. */
export const contentOf = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(name, import.meta.url), "utf8"))

const headers = (count: number): string =>
  Array.from({ length: count }, (_, at) => `x-${at}: a`).join("\r\n")

/** Fills in `{host}`, `{port}`, `{a*3}` for aaa and `{headers*3}` for three headers. */
export const filled = (text: string, port: number): string =>
  text
    .replaceAll("{host}", `127.0.0.1:${port}`)
    .replaceAll("{port}", String(port))
    .replaceAll(/\{headers\*(\d+)\}/g, (_, count: string) => headers(Number(count)))
    .replaceAll(/\{a\*(\d+)\}/g, (_, count: string) => "a".repeat(Number(count)))

export const wireText = ({ lines, body }: RawCase, port: number): string =>
  filled(request(lines, body), port)
