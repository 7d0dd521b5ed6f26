import { Effect } from "effect"
import type { Authenticated } from "./authenticate.ts"
import { refuse, refuseCredentials } from "./refusal.ts"

type Sender = Pick<Authenticated<unknown>, "token">

/** Refuses a global token where a project's is needed. Tables 4-1 and 4-8. */
export const refuseGlobalToken = ({ token }: Sender) =>
  token !== undefined && token.project === undefined
    ? Effect.fail(
        refuseCredentials(
          "APIGW.0301",
          "global tokens are not supported, get one whose scope is a project"
        )
      )
    : Effect.void

const regionOf = (projectName: string) => projectName.split("_", 1)[0]

/** Refuses a token of a project in another region than the one the request acts in. */
export const requireTokenOfRegion = ({ token }: Sender, region: string) =>
  token?.project === undefined || regionOf(token.project.name) === region
    ? Effect.void
    : Effect.fail(
        refuse("APIGW.0307", 401, `It is for ${token.project.name}, the region is ${region}`)
      )
