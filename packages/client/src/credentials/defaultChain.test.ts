import { Effect } from "effect"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { secrets } from "../../test/callers.ts"
import { homeWith } from "../../test/files.ts"
import { printed } from "../../test/printed.ts"
import { live } from "../../test/run.ts"
import { httpServer, json } from "../../test/server.ts"
import { credentialChain } from "./chain.ts"
import { credentialVariables, defaultChain, localSources } from "./defaultChain.ts"
import { metadata } from "./metadata.ts"

const temporary = (access: string) => ({
  access,
  secret: secrets.secretKey,
  securitytoken: secrets.securityToken,
  expires_at: "2999-01-01T00:00:00Z"
})

/** A machine on which every source has an access key named after it. */
const furnished = Effect.fnUntraced(function* () {
  const { url } = yield* httpServer((response, { target }) => {
    if (target === "/pod") {
      const { access, expires_at, secret, securitytoken } = temporary("POD")
      const credentials = {
        accessKeyId: access,
        secretAccessKey: secret,
        securityToken: securitytoken,
        expiration: expires_at
      }
      json(response, { credentials })
    } else if (target.startsWith("/v3.0/")) {
      json(response, { credential: temporary("IDTOKEN") }, 201, { "X-Subject-Token": "token" })
    } else json(response, { credential: temporary("METADATA") })
  })
  const home = yield* homeWith({
    "id-token": secrets.token,
    ".config/codearts/credentials.yaml": JSON.stringify({
      profiles: { default: { access_key: "PROFILE", secret_key: secrets.secretKey } }
    }),
    ".huaweicloud/credentials": `[basic]\nak = SDKFILE\nsk = ${secrets.secretKey}\n`,
    ".hcloud/config.json": JSON.stringify({
      current: "default",
      profiles: [
        { name: "default", accessKeyId: "HCLOUD0123456789", secretAccessKey: secrets.secretKey }
      ]
    })
  })
  const environment: Readonly<Record<string, string>> = {
    HUAWEICLOUD_SDK_IDP_ID: "provider-1",
    HUAWEICLOUD_SDK_ID_TOKEN_FILE: join(home, "id-token"),
    HUAWEICLOUD_SDK_IAM_ENDPOINT: url,
    HUAWEICLOUD_SDK_AK: "SDK",
    HUAWEICLOUD_SDK_SK: secrets.secretKey,
    HW_ACCESS_KEY: "TERRAFORM",
    HW_SECRET_KEY: secrets.secretKey,
    HC_CONTAINER_CREDENTIALS_FULL_URI: `${url}/pod`,
    HC_CONTAINER_AUTHORIZATION_TOKEN_FILE: join(home, "id-token")
  }
  return { environment, home, metadata: metadata(url) }
})

describe("the sources", () => {
  it(
    "are asked in their order, each where those before it have nothing",
    live(function* () {
      const { metadata, ...surroundings } = yield* furnished()
      let sources = [...localSources(surroundings), metadata]
      const order: Array<unknown> = []
      while (sources.length > 0) {
        const { credentials } = yield* credentialChain(sources).find
        order.push(credentials._tag === "AccessKey" ? credentials.accessKey : undefined)
        sources = sources.slice(1)
      }
      expect(order).toEqual([
        "IDTOKEN",
        "SDK",
        "TERRAFORM",
        "PROFILE",
        "SDKFILE",
        "HCLOUD0123456789",
        "POD",
        "METADATA"
      ])
    })
  )

  it(
    "are all in the report where none has credentials",
    live(function* () {
      const { url } = yield* Effect.scoped(httpServer(() => {}))
      const home = yield* homeWith()
      const sources = [...localSources({ environment: {}, home }), metadata(url)]
      const failure = yield* Effect.flip(credentialChain(sources).find)
      expect(failure.message.replaceAll(home, "~")).toBe(`no credentials:
  id token of an identity provider  HUAWEICLOUD_SDK_IDP_ID and HUAWEICLOUD_SDK_ID_TOKEN_FILE are not set
  environment, HUAWEICLOUD_SDK_*    HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK are not set
  environment, HW_*                 none of HW_AUTH_TOKEN, HW_ACCESS_KEY, HW_SECRET_KEY and HW_USER_PASSWORD is set
  profile                           no profile default in ~/.config/codearts
  file of the official SDKs         ~/.huaweicloud/credentials does not exist
  file of hcloud                    ~/.hcloud/config.json does not exist
  pod identity                      HC_CONTAINER_CREDENTIALS_FULL_URI is not set
  server metadata                   no metadata service answers here (ECONNREFUSED)
Set HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK, or mend the source above that you meant.`)
    })
  )

  it(
    "print no secret, nor does what they found or the chain of them",
    live(function* () {
      const { metadata, ...surroundings } = yield* furnished()
      const sources = [...localSources(surroundings), metadata]
      const found = yield* Effect.forEach(sources, ({ find }) => find)
      const searched = yield* credentialChain(sources).find
      for (const value of [sources, found, credentialChain(sources), searched]) {
        expect(printed(value)).not.toContain("canary")
      }
    })
  )
})

describe("the variables of credentials", () => {
  it(
    "are all that any source reads, and no more",
    live(function* () {
      const { environment, home } = yield* furnished()
      const read = new Set<string>()
      const telling = (values: typeof environment) =>
        new Proxy(values, {
          get: (target, name: string, self) => (read.add(name), Reflect.get(target, name, self))
        })
      // Full, each source reads all that is its own; empty, the next is asked.
      const token = { HW_USER_PASSWORD: "p", HW_USER_NAME: "u", HW_DOMAIN_NAME: "d" }
      for (const values of [environment, {}, token]) {
        for (const { find } of localSources({ environment: telling(values), home })) {
          yield* Effect.exit(find)
        }
      }
      expect([...read].sort()).toEqual([...credentialVariables].sort())
    })
  )

  it(
    "and a metadata service that is named is the one that is asked",
    live(function* () {
      const { received, url } = yield* httpServer((response) =>
        json(response, { credential: temporary("METADATA") })
      )
      const { credentials } = yield* defaultChain({
        environment: {},
        home: "/nowhere",
        metadata: url
      }).find
      expect(credentials).toMatchObject({ accessKey: "METADATA" })
      expect(received).toHaveLength(2)
    })
  )
})
