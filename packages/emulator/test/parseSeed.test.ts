import { Effect } from "effect"
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { expect, it } from "vitest"
import { parseSeed, sampleSeed, seedJsonSchema } from "../src/index.ts"

const yaml = `# a comment
version: 1
tenants:
  - enterprise_id: tenant-a
    name: account-a
    projects:
      - { id: project-a, name: ap-southeast-3 }
    users:
      - name: owner
        password: swordfish-1
        roles: []
        access_keys:
          - access_key: OWNER
            secret_key: sesame-secret
            enabled: true
            sdk_compat: false
    vpceps:
      - vpcep_id: vp-1
        description: CI
        creator: owner
        create_time: 2026-05-01T10:30:00Z
        modify_time: 2026-05-01T10:30:00Z
        region: ap-southeast-3
`

const read = (text: string) => Effect.runPromise(parseSeed(text))
const refused = (text: string) => Effect.runPromise(Effect.flip(parseSeed(text)))

it("reads YAML and JSON alike, times as the text they are", async () => {
  const seed = await read(yaml)
  expect(seed.tenants[0]?.vpceps[0]).toMatchObject({ create_time: "2026-05-01T10:30:00Z" })
  expect(await read(JSON.stringify(seed))).toEqual(seed)
  expect(await read(JSON.stringify(sampleSeed, null, 2))).toEqual(sampleSeed)
})

const mistakes: ReadonlyArray<readonly [what: string, from: string, to: string, line: RegExp]> = [
  [
    "a value that breaks a rule",
    "vpcep_id: vp-1",
    "vpcep_id: VP 1",
    /^line 18: tenants\[0\]\.vpceps\[0\]\.vpcep_id: must be 1 to 40/mu
  ],
  [
    "a field that is missing",
    "        description: CI\n",
    "",
    /^line 18: tenants\[0\]\.vpceps\[0\]\.description: is required/mu
  ],
  [
    "a field that is unknown",
    "name: account-a",
    "nome: account-a",
    /^line 5: tenants\[0\]\.nome: is not a known field/mu
  ],
  [
    "a value of another kind",
    "enabled: true",
    "enabled: yes please",
    /^line 15: .*enabled: must be true or false/mu
  ],
  ["a version that is not known", "version: 1", "version: 2", /^line 2: version: must be 1/mu],
  [
    "a key that is there twice",
    "        description: CI\n",
    "        description: CI\n        description: CI\n",
    /^line 20: Map keys must be unique$/mu
  ],
  [
    "text that is no YAML",
    "{ id: project-a, name: ap-southeast-3 }",
    "{ id: project-a, name",
    /^line \d+: /mu
  ]
]

for (const [what, from, to, line] of mistakes)
  it(`names line, field and rule of ${what}, and tells no secret`, async () => {
    const { message, reason } = await refused(yaml.replace(from, to))
    expect(reason).toBe("InvalidSeed")
    expect(message).toMatch(line)
    expect(message).not.toMatch(/swordfish|sesame/u)
  })

it("names every mistake at once, in the order of the rules", async () => {
  const text = yaml.replace("vp-1", "VP 1").replace("name: owner", "name: ''")
  expect((await refused(text)).message.split("\n")).toHaveLength(3)
})

it("refuses an empty file", async () => {
  expect((await refused("")).message).toContain("line 1: the seed: must be an object")
})

it("refuses aliases that would grow without end", async () => {
  const bomb = [
    "a: &a [x, x]",
    ...Array.from({ length: 30 }, (_, index) => {
      const [name, last] = ["a", index === 0 ? "a" : `a${index - 1}`]
      return `${name}${index}: &${name}${index} [*${last}, *${last}]`
    })
  ].join("\n")
  expect((await refused(bomb)).message).toContain("aliases")
})

it("has a JSON Schema that is published as it is", () => {
  const file = join(import.meta.dirname, "../../../docs/emulator-seed.schema.json")
  expect(JSON.parse(readFileSync(file, "utf8"))).toEqual(seedJsonSchema())
})
