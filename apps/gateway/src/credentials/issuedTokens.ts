import { type Refusal, refuse, retryAfter } from "@codearts/admission"
import { regions } from "@codearts/api"
import { type Failure, passwordTokens } from "@codearts/client"
import { Effect, Redacted } from "effect"
import { byToken } from "../deletion/lister.ts"
import type { Settings } from "../settings.ts"
import { notKnown } from "./notKnown.ts"
import type { Lease, OwnCredentials } from "./OwnCredentials.ts"
import { TokenRest } from "./TokenRest.ts"

/** For a token, in milliseconds. */
const deadline = 10_000

/** What callers are told to wait where only a restart helps. */
const longest = 60_000

const known: ReadonlySet<string> = new Set(regions.map(({ id }) => id))

const noToken = (wait: number): Refusal =>
  refuse("APIGW.0608", 500, "Nothing was passed on.", [retryAfter(wait)])

const iamDown = (wait: number): Refusal =>
  refuse("APIGW.0613", 503, "Nothing was passed on.", [retryAfter(wait)])

const isDown = (failure: Failure) =>
  failure._tag === "NoAnswer" ||
  ("status" in failure && (failure.status >= 500 || failure.status === 429))

/** The region of a project's token is the name of the project up to the first `_`. */
const regionOfProject = (project: string) => project.split("_", 1)[0] ?? project

/** A user of the upstream's account, whose tokens go with requests to it. */
export const issuedTokens = Effect.fnUntraced(function* (
  { domain, iam, password, project, user }: NonNullable<Settings["upstream_token"]>,
  now: () => number = () => performance.now()
) {
  const tokens = yield* passwordTokens(
    {
      _tag: "Password",
      domainName: domain,
      userName: user,
      password,
      ...(project !== undefined && { projectName: project })
    },
    { region: "", deadline, ...(iam !== undefined && { endpoint: iam }) }
  )
  const rests = new Map<string, TokenRest>()
  // Sent again for another region, it would soon lock its user.
  let passwordRefused = false
  const spoiled = new Map<string, Redacted.Redacted>()

  const restOf = (region: string): TokenRest => {
    const rest = rests.get(region) ?? new TokenRest(now)
    rests.set(region, rest)
    return rest
  }

  const failedWith = (region: string, failure: Failure): Effect.Effect<never, Refusal> => {
    const rest = restOf(region)
    const isTold = rest.refusal !== undefined
    const refusal = rest.failed(isDown(failure) ? iamDown : noToken)
    passwordRefused ||= failure._tag === "Unauthorized"
    const told = isTold
      ? Effect.void
      : Effect.logError(`no token for the upstream: ${failure.message}`)
    return Effect.andThen(told, Effect.fail(refusal))
  }

  const leaseOf = (region: string, token: Redacted.Redacted): Lease => ({
    prove: (request) =>
      Effect.succeed({
        ...request,
        headers: [...request.headers, ["x-auth-token", Redacted.value(token)]]
      }),
    forClient: (received) => byToken(received, token),
    // Of a change nobody should wonder whether it was sent under one token or under two.
    repeats: (method) => method === "GET",
    hear: (verdict) => {
      if (restOf(region).hear(Redacted.value(token), verdict, notKnown)) spoiled.set(region, token)
    }
  })

  const giveUp = Effect.fnUntraced(function* (region: string) {
    const refused = spoiled.get(region)
    if (refused === undefined) return
    spoiled.delete(region)
    yield* tokens.drop(region, (token) => Redacted.value(token) === Redacted.value(refused))
  })

  const leaseIn = Effect.fnUntraced(function* (region: string) {
    yield* giveUp(region)
    const resting = passwordRefused ? noToken(longest) : restOf(region).refusal
    if (resting !== undefined) return yield* Effect.fail(resting)
    const token = yield* tokens
      .get(region)
      .pipe(Effect.catch((failure) => failedWith(region, failure)))
    restOf(region).issued(Redacted.value(token))
    return leaseOf(region, token)
  })

  const lease = (region: string): Effect.Effect<Lease, Refusal> => {
    if (project !== undefined) return leaseIn(regionOfProject(project))
    // Its name becomes part of an address, and callers choose it.
    return known.has(region)
      ? leaseIn(region)
      : Effect.fail(refuse("UC.00011002", 400, "region: this gateway has no project there"))
  }
  return { lease } satisfies OwnCredentials
})
