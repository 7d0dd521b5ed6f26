import { Effect } from "effect"
import { describe, expect, it } from "vitest"
import { region } from "../test/callers.ts"
import { clientOf } from "../test/client.ts"
import { live } from "../test/run.ts"
import { httpServer, json } from "../test/server.ts"
import { makeFindProject } from "./projects.ts"

const project = (id: string, name = region) => ({ id, name, domain_id: "account-1" })

const account = Effect.fnUntraced(function* (...answers: ReadonlyArray<ReadonlyArray<object>>) {
  const { received, url } = yield* httpServer((response, _, count) =>
    json(response, { projects: answers[count - 1] ?? answers.at(-1) ?? [] })
  )
  const find = yield* makeFindProject(yield* clientOf(url))
  return { find, asked: () => received.map(({ method, target }) => `${method} ${target}`) }
})

describe("the project of a region", () => {
  it(
    "is looked up by the region's name, and names the account too",
    live(function* () {
      const { asked, find } = yield* account([project("project-1")])
      expect(yield* find(region)).toMatchObject({ id: "project-1", domain_id: "account-1" })
      expect(asked()).toEqual(["GET /v3/projects?name=ap-southeast-3"])
    })
  )

  it(
    "is looked up once a region, however many ask",
    live(function* () {
      const { asked, find } = yield* account([
        project("project-1"),
        project("project-2", "la-north-2")
      ])
      const regions = Array.from({ length: 100 }, (_, index) =>
        index % 2 === 0 ? region : "la-north-2"
      )
      const found = yield* Effect.forEach(regions, find, { concurrency: "unbounded" })
      expect(new Set(found.map(({ id }) => id))).toEqual(new Set(["project-1", "project-2"]))
      expect(asked()).toHaveLength(2)
    })
  )

  it(
    "is the one of that very name, not one under it",
    live(function* () {
      const { find } = yield* account([project("sub", `${region}_build`), project("project-1")])
      expect(yield* find(region)).toMatchObject({ id: "project-1" })
    })
  )

  it(
    "that is not there is an error; nothing is made, and the next call looks again",
    live(function* () {
      const { asked, find } = yield* account([], [project("project-1")])
      const failure = yield* Effect.flip(find(region))
      expect(failure).toMatchObject({ _tag: "NoProject", region, ids: [] })
      expect(failure.message).toMatch(/^the account shows no project named ap-southeast-3: /u)
      expect(yield* find(region)).toMatchObject({ id: "project-1" })
      expect(asked().every((request) => request.startsWith("GET "))).toBe(true)
    })
  )

  it(
    "that is one of several is an error that names them",
    live(function* () {
      const { find } = yield* account([project("project-1"), project("project-2")])
      const failure = yield* Effect.flip(find(region))
      expect(failure).toMatchObject({ _tag: "NoProject", ids: ["project-1", "project-2"] })
      expect(failure.message).toContain("give the id of one: project-1, project-2")
    })
  )
})
