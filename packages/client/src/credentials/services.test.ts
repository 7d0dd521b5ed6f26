import { Effect, Fiber } from "effect"
import { TestClock } from "effect/testing"
import type { ServerResponse } from "node:http"
import { join } from "node:path"
import { Agent } from "undici"
import { describe, expect, it } from "vitest"
import { secrets } from "../../test/callers.ts"
import { homeWith } from "../../test/files.ts"
import { redactedAway } from "../../test/found.ts"
import { atBeginning, live } from "../../test/run.ts"
import { httpServer, json, type Received, whenClosed } from "../../test/server.ts"
import { idToken } from "./idToken.ts"
import { metadata } from "./metadata.ts"
import { podIdentity } from "./podIdentity.ts"
import { sdkFile } from "./sdkFile.ts"
import type { Source } from "./Source.ts"

const end = "2999-01-08T03:50:07.574000Z"

const ofIam = {
  credential: {
    access: "AKTEMPORARY",
    secret: secrets.secretKey,
    securitytoken: secrets.securityToken,
    expires_at: end
  }
}

const ofPod = {
  assumedAgency: { urn: "", id: "" },
  credentials: {
    accessKeyId: "AKTEMPORARY",
    secretAccessKey: secrets.secretKey,
    securityToken: secrets.securityToken,
    expiration: end
  }
}

const key = {
  _tag: "AccessKey",
  accessKey: "AKTEMPORARY",
  secretKey: secrets.secretKey,
  securityToken: secrets.securityToken
}

const foundBy = Effect.fnUntraced(function* ({ find }: Source) {
  const { credentials, ends } = yield* find
  return { credentials: redactedAway(credentials), ends }
})

const expected = { credentials: key, ends: Date.parse(end) }

const asked = (received: ReadonlyArray<Received>) =>
  received.map(({ method, target }) => `${method} ${target}`)

type Answering = (response: ServerResponse, request: Received) => void

const broken = (source: Source) => Effect.flip(source.find)

describe("the metadata of a server", () => {
  const serving = (token: Answering, securitykey: Answering) =>
    httpServer((response, request) =>
      (request.method === "PUT" ? token : securitykey)(response, request)
    )

  const giveToken: Answering = (response) => response.end("metadata-token")
  const giveKey: Answering = (response) => json(response, ofIam)

  it(
    "gives the key of its agency, for a token of its own",
    live(function* () {
      const { received, url } = yield* serving(giveToken, giveKey)
      expect(yield* foundBy(metadata(url))).toEqual(expected)
      expect(asked(received)).toEqual([
        "PUT /meta-data/latest/api/token",
        "GET /openstack/latest/securitykey"
      ])
      expect(received[0]?.headers).toMatchObject({ "x-metadata-token-ttl-seconds": "21600" })
      expect(received[1]?.headers).toMatchObject({ "x-metadata-token": "metadata-token" })
    })
  )

  for (const status of [404, 405, 503]) {
    it(
      `gives it without a token where it answers ${status} for one`,
      live(function* () {
        const { received, url } = yield* serving((response) => json(response, "", status), giveKey)
        expect(yield* foundBy(metadata(url))).toEqual(expected)
        expect(received[1]?.headers).not.toHaveProperty("x-metadata-token")
      })
    )
  }

  const absent: ReadonlyArray<
    readonly [what: string, token: Answering, securitykey: Answering, why: RegExp]
  > = [
    [
      "the server has no agency",
      giveToken,
      (response) => json(response, "Please configure Cloud Service Agency first", 401),
      /^this server has no agency$/u
    ],
    [
      "the key is refused",
      giveToken,
      (response) => json(response, secrets.secretKey, 401),
      /refused its key with status 401$/u
    ],
    ["the token is refused", (response) => json(response, "", 403), giveKey, /token.*status 403$/u],
    [
      "it redirects",
      (response) => json(response, "", 302, { Location: "http://127.0.0.1:1/" }),
      giveKey,
      /status 302$/u
    ]
  ]

  for (const [what, token, securitykey, why] of absent) {
    it(
      `is absent where ${what}`,
      live(function* () {
        const { url } = yield* serving(token, securitykey)
        const failure = yield* broken(metadata(url))
        expect(failure).toMatchObject({ broken: false })
        expect(failure.why).toMatch(why)
      })
    )
  }

  it(
    "is absent where nothing answers",
    live(function* () {
      const { url } = yield* Effect.scoped(serving(giveToken, giveKey))
      const failure = yield* broken(metadata(url))
      expect(failure).toMatchObject({ broken: false })
      expect(failure.why).toBe("no metadata service answers here (ECONNREFUSED)")
    })
  )

  it(
    "is waited for no longer than 3 seconds",
    atBeginning(function* () {
      const arrived = Promise.withResolvers<ServerResponse>()
      const { url } = yield* serving(arrived.resolve, giveKey)
      const asking = yield* Effect.forkChild(broken(metadata(url)))
      const response = yield* Effect.promise(() => arrived.promise)
      yield* TestClock.adjust("3 seconds")
      expect((yield* Fiber.join(asking)).why).toBe(
        "no metadata service answers here (no answer within 3000 ms)"
      )
      yield* whenClosed(response)
    })
  )

  const answers: ReadonlyArray<readonly [what: string, body: unknown, why: RegExp]> = [
    ["no JSON", `{"secret":"${secrets.secretKey}`, /answered without a temporary key$/u],
    [
      "a key without its token",
      { credential: { access: "AK", secret: secrets.secretKey, expires_at: end } },
      /answered without a temporary key$/u
    ],
    [
      "a key without an end",
      { credential: { ...ofIam.credential, expires_at: "soon" } },
      /does not say when its key ends$/u
    ],
    ["over 1 MiB", "x".repeat(1_048_577), /no metadata service answers here/u]
  ]

  for (const [what, body, why] of answers) {
    it(
      `gives nothing by an answer of ${what}, which is not repeated`,
      live(function* () {
        const { url } = yield* serving(giveToken, (response) => json(response, body))
        const failure = yield* broken(metadata(url))
        expect(failure.why).toMatch(why)
        expect(failure.why).not.toContain("canary")
      })
    )
  }
})

describe("pod identity", () => {
  const uriName = "HC_CONTAINER_CREDENTIALS_FULL_URI"
  const fileName = "HC_CONTAINER_AUTHORIZATION_TOKEN_FILE"

  const surroundings = Effect.fnUntraced(function* (answer: Answering) {
    const { received, url } = yield* httpServer(answer)
    const home = yield* homeWith({ token: `${secrets.token}\n` })
    const environment = { [uriName]: `${url}/v1/credentials`, [fileName]: join(home, "token") }
    return { environment, received }
  })

  it(
    "gives the key of the pod, for the token in its file",
    live(function* () {
      const { environment, received } = yield* surroundings((response) => json(response, ofPod))
      expect(yield* foundBy(podIdentity(environment))).toEqual(expected)
      expect(asked(received)).toEqual(["POST /v1/credentials"])
      expect(received[0]).toMatchObject({
        body: "{}",
        headers: { authorization: secrets.token, "content-type": "application/json" }
      })
    })
  )

  it(
    "is absent where its variables are not set",
    live(function* () {
      expect(yield* broken(podIdentity({}))).toMatchObject({ broken: false })
    })
  )

  for (const [present, missing] of [
    [uriName, fileName],
    [fileName, uriName]
  ] as const) {
    it(
      `is broken without ${missing}`,
      live(function* () {
        const failure = yield* broken(podIdentity({ [present]: "https://example.com" }))
        expect(failure).toMatchObject({ broken: true })
        expect(failure.why).toBe(`${missing} is not set, but ${present} is`)
      })
    )
  }

  for (const uri of [
    "http://example.com/",
    "http://169.254.169.254.example.com/",
    "http://127.0.0.1@example.com/",
    "ftp://127.0.0.1/",
    "nowhere"
  ]) {
    it(
      `sends no token to ${uri}`,
      live(function* () {
        const failure = yield* broken(podIdentity({ [uriName]: uri, [fileName]: "/dev/null" }))
        expect(failure).toMatchObject({ broken: true })
        expect(failure.why).toMatch(/must be https/u)
      })
    )
  }

  it(
    "is broken where the token's file is not there",
    live(function* () {
      const environment = { [uriName]: "https://example.com", [fileName]: "/nowhere/token" }
      const failure = yield* broken(podIdentity(environment))
      expect(failure).toMatchObject({ broken: true, why: "/nowhere/token does not exist" })
    })
  )

  it(
    "is broken where the agent refuses",
    live(function* () {
      const { environment } = yield* surroundings((response, { headers }) =>
        json(response, headers.authorization, 403)
      )
      const failure = yield* broken(podIdentity(environment))
      expect(failure).toMatchObject({ broken: true })
      expect(failure.why).toBe("the pod identity agent refused with status 403")
    })
  )
})

describe("the id token of an identity provider", () => {
  const identity = Effect.fnUntraced(function* (
    exchange: Answering = (response) =>
      json(response, { token: {} }, 201, { "X-Subject-Token": "unscoped-token" }),
    securitytokens: Answering = (response) => json(response, ofIam, 201)
  ) {
    const { received, url } = yield* httpServer((response, request) =>
      (request.target.includes("id-token") ? exchange : securitytokens)(response, request)
    )
    const home = yield* homeWith({ "id-token": `${secrets.token}\n` })
    const environment = {
      HUAWEICLOUD_SDK_IDP_ID: "provider-1",
      HUAWEICLOUD_SDK_ID_TOKEN_FILE: join(home, "id-token"),
      HUAWEICLOUD_SDK_IAM_ENDPOINT: url
    }
    return { environment, home, received, url }
  })

  it(
    "is exchanged for a token, and that for a temporary key of six hours",
    live(function* () {
      const { environment, received } = yield* identity()
      const scope = {
        HUAWEICLOUD_SDK_PROJECT_ID: "project-1",
        HUAWEICLOUD_SDK_DOMAIN_ID: "domain-1"
      }
      expect(yield* foundBy(idToken({ ...environment, ...scope }))).toEqual({
        credentials: { ...key, projectId: "project-1", domainId: "domain-1" },
        ends: Date.parse(end)
      })
      expect(asked(received)).toEqual([
        "POST /v3.0/OS-AUTH/id-token/tokens",
        "POST /v3.0/OS-CREDENTIAL/securitytokens"
      ])
      expect(received[0]?.headers).toMatchObject({ "x-idp-id": "provider-1" })
      expect(received.map(({ body }) => JSON.parse(body) as unknown)).toEqual([
        { auth: { id_token: { id: secrets.token } } },
        {
          auth: {
            identity: {
              methods: ["token"],
              token: { id: "unscoped-token", duration_seconds: 21600 }
            }
          }
        }
      ])
    })
  )

  it(
    "may be named in the file of the official SDKs",
    live(function* () {
      const { environment, url } = yield* identity()
      const home = yield* homeWith({
        ".huaweicloud/credentials": `[basic]
idp_id = provider-1
id_token_file = ${environment.HUAWEICLOUD_SDK_ID_TOKEN_FILE}
iam_endpoint = ${url}
`
      })
      expect(yield* foundBy(sdkFile({}, home))).toEqual(expected)
    })
  )

  it(
    "goes to the identity service of the cloud where no other is named, by the dispatcher given",
    live(function* () {
      const { environment, url } = yield* identity()
      const origins: Array<string> = []
      const agent = new Agent()
      yield* Effect.addFinalizer(() => Effect.promise(() => agent.destroy()))
      const dispatcher = agent.compose((dispatch) => (options, handler) => {
        origins.push(String(options.origin))
        return dispatch({ ...options, origin: url }, handler)
      })
      const { HUAWEICLOUD_SDK_IAM_ENDPOINT: _, ...unnamed } = environment
      expect(yield* foundBy(idToken(unnamed, dispatcher))).toEqual(expected)
      const named = { ...unnamed, HUAWEICLOUD_SDK_IAM_ENDPOINT: "iam.example.com" }
      yield* idToken(named, dispatcher).find
      expect(new Set(origins)).toEqual(
        new Set(["https://iam.myhuaweicloud.com", "https://iam.example.com"])
      )
    })
  )

  const wrong: ReadonlyArray<
    readonly [what: string, change: Readonly<Record<string, string | undefined>>, why: RegExp]
  > = [
    ["without its file", { HUAWEICLOUD_SDK_ID_TOKEN_FILE: undefined }, /ID_TOKEN_FILE is not set/u],
    ["without its provider", { HUAWEICLOUD_SDK_IDP_ID: undefined }, /IDP_ID is not set/u],
    ["from a file that is not there", { HUAWEICLOUD_SDK_ID_TOKEN_FILE: "/nowhere" }, /not exist$/u],
    ["of a provider with a line break", { HUAWEICLOUD_SDK_IDP_ID: "a\nb" }, /visible ASCII/u],
    [
      "to plain http elsewhere",
      { HUAWEICLOUD_SDK_IAM_ENDPOINT: "http://example.com" },
      /must be https/u
    ],
    [
      "to nobody",
      { HUAWEICLOUD_SDK_IAM_ENDPOINT: "http://127.0.0.1:1" },
      /identity service did not answer \(ECONNREFUSED\)$/u
    ]
  ]

  for (const [what, change, why] of wrong) {
    it(
      `${what} is broken, and is not sent`,
      live(function* () {
        const { environment, received } = yield* identity()
        const failure = yield* broken(idToken({ ...environment, ...change }))
        expect(failure).toMatchObject({ broken: true })
        expect(failure.why).toMatch(why)
        expect(received).toEqual([])
      })
    )
  }

  const refusals: ReadonlyArray<
    readonly [
      what: string,
      exchange: Answering | undefined,
      key: Answering | undefined,
      why: RegExp
    ]
  > = [
    [
      "the id token",
      (response, { body }) => json(response, body, 401, { "X-Request-Id": "id-1" }),
      undefined,
      /refused the id token with status 401, request id id-1$/u
    ],
    [
      "a token, though it says yes",
      (response) => json(response, {}, 201),
      undefined,
      /answered without X-Subject-Token$/u
    ],
    [
      "a key",
      undefined,
      (response, { body }) => json(response, body, 403, { "X-Request-Id": "id 1\tcanary" }),
      /refused a temporary key with status 403$/u
    ]
  ]

  for (const [what, exchange, key, why] of refusals) {
    it(
      `is broken where the identity service refuses ${what}`,
      live(function* () {
        const { environment } = yield* identity(exchange, key)
        const failure = yield* broken(idToken(environment))
        expect(failure).toMatchObject({ broken: true })
        expect(failure.why).toMatch(why)
        expect(failure.why).not.toContain("canary")
      })
    )
  }
})
