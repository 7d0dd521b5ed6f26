import { execFile } from "node:child_process"
import { join } from "node:path"
import { promisify } from "node:util"
import { afterAll, describe, expect, it } from "vitest"
import { otherNodes } from "./otherNode.ts"

const run = promisify(execFile)
const { nodeOf, remove } = otherNodes()

const timeout = 600_000 // a machine with other work

afterAll(remove, timeout)

const verdict = async (node: string, script: string): Promise<unknown> =>
  JSON.parse((await run(node, [join(import.meta.dirname, script)])).stdout)

describe.each(["22.23.0", "24.21.0", "26.10.0"])("Node %s", (version) => {
  it("reproduces every vector, signed and verified alike", { timeout }, async ({ skip }) => {
    const node = (await nodeOf(version)) ?? skip("the npm registry is not reachable")
    expect((await run(node, ["--version"])).stdout.trim()).toBe(`v${version}`)
    expect(await verdict(node, "../../signing/test/oldNode.ts")).toEqual({
      vectors: 330,
      notReproduced: [],
      sendable: 326,
      notAccepted: []
    })
  })

  it("withstands every attack", { timeout }, async ({ skip }) => {
    const node = (await nodeOf(version)) ?? skip("the npm registry is not reachable")
    expect(await verdict(node, "attacks/onOtherNode.ts")).toEqual({
      attacks: 267,
      strict: [],
      compat: []
    })
  })
})
