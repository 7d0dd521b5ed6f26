import { json, readInput, refuse, type Refusal, type TokenProject } from "@codearts/admission"
import { type Input, subjectTokenHeader, type Success } from "@codearts/api"
import type { Answer, ReceivedRequest } from "@codearts/ingress"
import { Clock, Effect } from "effect"
import { hash, randomBytes } from "node:crypto"
import { type Directory, type User, userKey } from "../callers/Directory.ts"
import type { FindToken } from "../callers/identify.ts"
import { makeLogIn } from "./logIn.ts"
import { tokensInMemory, type TokenStore } from "./TokenStore.ts"

/** The tokens of a gateway: who has a password here gets one, and is known by it for a day. */
export interface Tokens {
  /** Answers who asks for one; nobody can, where no caller has a password. */
  readonly issue: (request: ReceivedRequest) => Effect.Effect<Answer, Refusal>
  readonly find: FindToken
}

const lifetime = 24 * 60 * 60 * 1000

const invalidBody = () => refuse("400", 400)

const read = (request: ReceivedRequest) =>
  readInput("createToken", request, [...new URLSearchParams(request.query)]).pipe(
    Effect.mapError((refusal) => (refusal.status === 400 ? invalidBody() : refusal))
  )

type Scope = NonNullable<Input<"createToken">["auth"]["scope"]>

const isOwnDomain = (user: User, domain: NonNullable<Scope["domain"]>) =>
  "id" in domain ? domain.id === user.domain.id : domain.name === user.domain.name

/** The project a token is for, none for a global one; a project wins over an account. */
const projectOf = (
  user: User,
  { domain, project }: Scope
): Effect.Effect<TokenProject | undefined, Refusal> => {
  if (project === undefined)
    return domain === undefined || isOwnDomain(user, domain)
      ? Effect.succeed(undefined)
      : Effect.fail(invalidBody())
  const found = user.projects.find(({ id, name }) =>
    "id" in project ? id === project.id : name === project.name
  )
  return found === undefined ? Effect.fail(invalidBody()) : Effect.succeed(found)
}

const describe = (
  { domain, name }: User,
  project: TokenProject | undefined,
  issued: { readonly at: number; readonly expires_at: string }
): Success<"createToken"> => ({
  token: {
    expires_at: issued.expires_at,
    issued_at: new Date(issued.at).toISOString(),
    methods: ["password"],
    catalog: [],
    ...(project === undefined ? { domain } : { project: { ...project, domain } }),
    roles: [],
    user: { id: name, name, domain, password_expires_at: "" }
  }
})

const digest = (text: string) => hash("sha256", text)

/** Tokens of the users of a directory, which may be another one with the next request. */
export const makeTokens = (
  directory: () => Directory,
  store: TokenStore = tokensInMemory()
): Tokens => {
  const logIn = makeLogIn(directory)

  const put = Effect.fnUntraced(function* (user: User, project: TokenProject | undefined) {
    const at = yield* Clock.currentTimeMillis
    // The letters that the cloud's tokens begin with.
    const token = `MII${randomBytes(48).toString("base64url")}`
    const expires_at = new Date(at + lifetime).toISOString()
    yield* store.put({
      hash: digest(token),
      user: userKey(user.domain.name, user.name),
      password: digest(user.password_hash),
      ...(project !== undefined && { project }),
      expires_at
    })
    return { token, at, expires_at }
  })

  return {
    issue: Effect.fnUntraced(function* (request) {
      if (directory().users.size === 0) return yield* refuse("APIGW.0101", 404)
      const { auth } = yield* read(request)
      const user = yield* logIn(request, auth.identity.password.user)
      const project = yield* projectOf(user, auth.scope ?? {})
      const { token, ...issued } = yield* put(user, project)
      const body = JSON.stringify(describe(user, project, issued))
      return json(201, body, [[subjectTokenHeader, token]])
    }),
    find: Effect.fnUntraced(function* (token) {
      const issued = yield* store.get(digest(token))
      const user = issued && directory().users.get(issued.user)
      if (user === undefined || digest(user.password_hash) !== issued?.password) return undefined
      const { expires_at, project } = issued
      return { caller: user.caller, expires_at, ...(project !== undefined && { project }) }
    })
  }
}
