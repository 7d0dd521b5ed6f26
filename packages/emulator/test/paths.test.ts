import { allOperations, route } from "@codearts/api"
import { splitTarget } from "@codearts/ingress"
import { canonicalUri } from "@codearts/signing"
import { expect, it } from "vitest"

const runs = process.env["CODEARTS_LONG"] === undefined ? 50_000 : 2_000_000
const seed = Number(process.env["CODEARTS_SEED"] ?? Date.now() % 2 ** 31)

/** Numbers below a limit, the same ones for the same seed: mulberry32. */
const drawsOf = (state: number) => (limit: number) => {
  state = (state + 0x6d2b79f5) | 0
  let mixed = Math.imul(state ^ (state >>> 15), state | 1)
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
  return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit)
}

type Draw = ReturnType<typeof drawsOf>

const pieces = [
  "/",
  "//",
  "/.",
  "/..",
  ".",
  "%2F",
  "%2e",
  "%76",
  "%00",
  "%25",
  ";x=1",
  "#",
  "?",
  "\\",
  "%",
  "A",
  " "
]
const queries = ["", "?", "?limit=1", "?next=/../v2/vpceps", "?a=%2F", "#f"]

const encodedAt = (path: string, at: number) =>
  `${path.slice(0, at)}%${path.charCodeAt(at).toString(16)}${path.slice(at + 1)}`

const changed = (path: string, draw: Draw): string => {
  const at = draw(path.length)
  const piece = pieces[draw(pieces.length)] ?? ""
  switch (draw(4)) {
    case 0:
      return path
    case 1:
      return encodedAt(path, at)
    case 2:
      return path.slice(0, at) + piece + path.slice(at)
    default:
      return path + piece
  }
}

const paths = [...new Set(allOperations.map(({ path }) => path))]

const targetOf = (draw: Draw): string =>
  changed(paths[draw(paths.length)] ?? "", draw) + (queries[draw(queries.length)] ?? "")

/** A path as it would be without the slash at its end. */
const bare = (path: string) => path.replace(/\/$/u, "")

it(`a target that leads to an operation is one path to router, verifier and URL parser: seed ${seed}`, () => {
  const draw = drawsOf(seed)
  let routed = 0
  for (let run = 0; run < runs; run += 1) {
    const target = targetOf(draw)
    const { path } = splitTarget(target)
    if (route("GET", path)._tag === "NotFound") continue
    routed += 1
    const seen = [bare(canonicalUri(path)), bare(new URL(`http://host${path}`).pathname)]
    if (seen.some((each) => each !== bare(path)))
      throw new Error(`${target}: ${seen.join(" and ")}`)
    if (!paths.includes(bare(path))) throw new Error(`${target} leads to an operation`)
  }
  // Some stay as they are, for there is nothing to find out otherwise.
  expect(routed).toBeGreaterThan(runs / 10)
  expect(routed).toBeLessThan(runs / 2)
})
