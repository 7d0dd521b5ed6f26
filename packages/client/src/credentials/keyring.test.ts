import { Effect } from "effect"
import { describe, expect, it } from "vitest"
import { secrets } from "../../test/callers.ts"
import { homeWith } from "../../test/files.ts"
import { redactedAway } from "../../test/found.ts"
import { live } from "../../test/run.ts"
import { credentialChain } from "./chain.ts"
import { localSources } from "./defaultChain.ts"
import { type Keyring, keyringAccount } from "./keyring.ts"
import { broken } from "./Source.ts"

/** A keyring in memory, or one that is out of order. */
const keyringOf = (kept: ReadonlyMap<string, string> | "out of order"): Keyring => {
  const answer = <A>(value: (map: ReadonlyMap<string, string>) => A) =>
    kept === "out of order"
      ? Effect.fail(broken("the keyring (Test) cannot be used: it is locked"))
      : Effect.succeed(value(kept))
  return {
    name: "Test",
    read: (account) => answer((map) => map.get(account)),
    write: () => answer(() => {}),
    remove: () => answer(() => false)
  }
}

const key = { access_key: "AKEXAMPLE", secret_key: secrets.secretKey }

interface Given {
  /** `out of order` where the keyring itself is. */
  readonly secret?: string
  readonly credentials?: string
}

const chainOf = Effect.fnUntraced(function* ({ credentials, secret }: Given) {
  const home = yield* homeWith({
    ".config/codearts/config.yaml":
      "profiles: { default: { credential_store: keyring, project_id: project-1 } }",
    ...(credentials !== undefined && { ".config/codearts/credentials.yaml": credentials }),
    // Another source that would answer, for another account.
    ".huaweicloud/credentials": `[basic]\nak = ANOTHER\nsk = ${secrets.secretKey}\n`
  })
  const account = keyringAccount(`${home}/.config/codearts`, "default")
  const kept = new Map(secret === undefined ? [] : [[account, secret]])
  const keyring = keyringOf(secret === "out of order" ? secret : kept)
  return credentialChain(localSources({ environment: {}, home, keyring }))
})

describe("a profile that keeps its secrets in the keyring", () => {
  it(
    "has them from there, with the scope of its settings",
    live(function* () {
      const { find } = yield* chainOf({ secret: JSON.stringify(key) })
      expect(redactedAway((yield* find).credentials)).toEqual({
        _tag: "AccessKey",
        accessKey: "AKEXAMPLE",
        secretKey: secrets.secretKey,
        projectId: "project-1"
      })
    })
  )

  const refusals: ReadonlyArray<readonly [what: string, given: Given, why: RegExp]> = [
    [
      "cannot be used",
      { secret: "out of order" },
      /the keyring \(Test\) cannot be used: it is locked/u
    ],
    ["has nothing of it", {}, /they are not there: codearts auth login/u],
    ["has something else", { secret: secrets.token }, /profile default is no JSON/u],
    [
      "and a file have them",
      { secret: JSON.stringify(key), credentials: JSON.stringify({ profiles: { default: key } }) },
      /in credentials\.yaml and in the keyring, keep one/u
    ]
  ]

  for (const [what, given, why] of refusals) {
    it(
      `is an error where the keyring ${what}: no other source answers in its place`,
      live(function* () {
        const { find } = yield* chainOf(given)
        const failure = yield* Effect.flip(find)
        expect(failure.message).toMatch(why)
        expect(failure.message).toContain("not asked, for the one before is set up")
        expect(failure.message).not.toContain("canary")
      })
    )
  }
})
