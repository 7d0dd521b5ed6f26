import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import { describe, expect, it, onTestFinished } from "vitest"
import { guard, type Target } from "../src/index.ts"
import { allowListOf, ep, eps, region, tenant } from "./world.ts"

const source = new URL("../src/guards.ts", import.meta.url)
const text = readFileSync(source, "utf8")

type Guard = typeof guard

/** The guards with one mistake made on purpose. */
const withMistake = async (from: string | RegExp, to: string): Promise<Guard> => {
  const mistaken = text
    .replace(from, to)
    .replace('"./allowList.ts"', JSON.stringify(new URL("allowList.ts", source).href))
  expect(mistaken).not.toBe(text)
  const directory = mkdtempSync(join(tmpdir(), "codearts-guards-"))
  onTestFinished(() => rmSync(directory, { recursive: true }))
  const file = join(directory, "guards.ts")
  writeFileSync(file, mistaken)
  const loaded: { readonly guard: Guard } = await import(
    /* @vite-ignore */ pathToFileURL(file).href
  )
  return loaded.guard
}

const target = (vpcep_id: string, name = region): Target => ({
  enterprise_id: tenant,
  region: name,
  vpcep_id
})

const targets = (ids: ReadonlyArray<string>) => ids.map((id) => target(id))

const list = allowListOf({
  allowed: eps(5),
  required: { repo: ep(0), cf2: ep(1) },
  self: [ep(2)],
  protected: [ep(3)]
}).list

const spread = ["a", "b", "c"].flatMap((name) => eps(3).map((id) => target(id, name)))

/** One deletion for each guard, which it must refuse, and one that all must let pass. */
const probes: ReadonlyArray<readonly [live: ReadonlyArray<Target>, going: ReadonlyArray<Target>]> =
  [
    [targets(eps(100)), targets([ep(3)])],
    [targets(eps(100)), targets([ep(2)])],
    [targets(eps(100)), targets([ep(0)])],
    [targets(eps(100)), targets([ep(1)])],
    [targets([ep(9)]), targets([ep(9)])],
    [targets(eps(100)), targets([ep(200)])],
    [targets(eps(1000)), targets(eps(11, 50))],
    [targets(eps(10)), targets(eps(3, 5))],
    [spread, spread.filter(({ vpcep_id }) => vpcep_id === ep(0))],
    [targets(eps(1000)), targets(eps(10, 50))],
    [targets(eps(10)), targets(eps(2, 5))]
  ]

const judged = (by: Guard) =>
  probes.map(([live, going]) => by(list, live, going).refusals.map((refusal) => refusal.guard))

const right = judged(guard)

describe("a mistake in the guards is noticed:", () => {
  it.each<[string, string | RegExp, string]>([
    ["protected ids are not kept", "(list) => list.protected)", "() => [])"],
    ["own ids are not kept", "(list) => list.self)", "() => [])"],
    ["the pair is not kept", "[required.repo, required.cf2]", "[]"],
    ["half the pair is not kept", "[required.repo, required.cf2]", "[required.repo]"],
    ["the last entry may go", "if (live.some((id) => !going.has(id))) return []", "return []"],
    ["a strange id may go", "ids.filter((id) => !known.has(id))", "[]"],
    ["the maximum is one more", "count <= maximum", "count <= maximum + 1"],
    ["the maximum is one less", "count <= maximum", "count < maximum"],
    ["there is no maximum", "...tooMany(unique.length, maximum),", ""],
    ["the default maximum is another", "maximum: 10", "maximum: 100"],
    ["the share is not looked at", "count * 100 <= percent * total", "true"],
    [
      "the share must be smaller",
      "count * 100 <= percent * total",
      "count * 100 < percent * total"
    ],
    ["the default share is another", "percent: 20", "percent: 50"],
    ["short lists are longer", "const shortList = 5", "const shortList = 20"],
    ["a tenant's whole list is not looked at", /\.\.\.tenants\.flatMap\([\s\S]*?\n {4}\)\n/u, ""],
    [
      "a region's list is not looked at",
      /\.\.\.scopes\.flatMap\(\(scope\)[\s\S]*?\n {4}\),\n/u,
      ""
    ],
    ["no list is looked at", "perScope.flatMap((judge) => scopes.flatMap(judge))", "[]"],
    ["guards know no region", "regionListOf(list, enterprise_id, region)", "undefined"]
  ])("%s", async (_, from, to) => {
    expect(judged(await withMistake(from, to))).not.toEqual(right)
  })

  it("and without one they judge as they should", async () => {
    expect(
      judged(await withMistake("/** What stops a deletion. */", "/** What stops it. */"))
    ).toEqual(right)
    expect(right.map(([first]) => first)).toEqual([
      "protected",
      "self",
      "required",
      "required",
      "last-entry",
      "not-in-list",
      "maximum",
      "percent",
      "percent",
      undefined,
      undefined
    ])
  })
})
