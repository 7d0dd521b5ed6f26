import type { Project } from "@codearts/api"
import { Data, Effect } from "effect"
import type { Client } from "./Client.ts"
import type { Failure } from "./errors.ts"
import { renewing } from "./renewing.ts"

/** A region has no project of its name that the caller may see, or several. */
export class NoProject extends Data.TaggedError("NoProject")<{
  readonly region: string
  /** Of the projects there are. */
  readonly ids: ReadonlyArray<string>
}> {
  override get message() {
    return this.ids.length === 0
      ? `the account shows no project named ${this.region}: check the region, or give the project id`
      : `several projects are named ${this.region}, give the id of one: ${this.ids.join(", ")}`
  }
}

/** Finds the project of a region, and by its `domain_id` the account. */
export type FindProject = (region: string) => Effect.Effect<Project, Failure | NoProject>

const find = Effect.fnUntraced(function* (client: Pick<Client, "listProjects">, region: string) {
  const { projects } = yield* client.listProjects({ name: region })
  const [project, ...others] = projects.filter(({ name }) => name === region)
  if (project !== undefined && others.length === 0) return { value: project, lifetime: Infinity }
  const ids = projects.filter(({ name }) => name === region).map(({ id }) => id)
  return yield* new NoProject({ region, ids })
})

/** Looks projects up, each region once; a lookup reads and never makes a project. */
export const makeFindProject = (client: Pick<Client, "listProjects">): Effect.Effect<FindProject> =>
  Effect.map(
    renewing(
      (region: string) => find(client, region),
      () => 0
    ),
    ({ get }) => get
  )
