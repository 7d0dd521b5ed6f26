import { Effect } from "effect"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { secrets } from "../../test/callers.ts"
import { homeWith } from "../../test/files.ts"
import { redactedAway } from "../../test/found.ts"
import { live } from "../../test/run.ts"
import { hcloudFile } from "./hcloudFile.ts"
import { sdkFile } from "./sdkFile.ts"

const sdkPath = ".huaweicloud/credentials"

const inSdkFile = (text: string) =>
  Effect.map(homeWith({ [sdkPath]: text }), (home) => sdkFile({}, home))

describe("the file of the official SDKs", () => {
  const basic = `[basic]
ak = AKEXAMPLE
sk = ${secrets.secretKey}
security_token = ${secrets.securityToken}
project_id = project-1
`

  it(
    "gives the access key of its basic section, not of the global one",
    live(function* () {
      const source = yield* inSdkFile(`[global]\nak = OTHER\nsk = other\n${basic}`)
      expect(redactedAway((yield* source.find).credentials)).toEqual({
        _tag: "AccessKey",
        accessKey: "AKEXAMPLE",
        secretKey: secrets.secretKey,
        securityToken: secrets.securityToken,
        projectId: "project-1"
      })
    })
  )

  it(
    "gives that of the global section where there is no other",
    live(function* () {
      const source = yield* inSdkFile("[global]\nak = OTHER\nsk = other\ndomain_id = domain-1\n")
      expect((yield* source.find).credentials).toMatchObject({
        accessKey: "OTHER",
        domainId: "domain-1"
      })
    })
  )

  it(
    "lies where HUAWEICLOUD_SDK_CREDENTIALS_FILE says",
    live(function* () {
      const home = yield* homeWith({ elsewhere: basic })
      const environment = { HUAWEICLOUD_SDK_CREDENTIALS_FILE: join(home, "elsewhere") }
      const { credentials } = yield* sdkFile(environment, "/nowhere").find
      expect(credentials).toMatchObject({ accessKey: "AKEXAMPLE" })
    })
  )

  const unusable: ReadonlyArray<
    readonly [what: string, text: string, broken: boolean, why: RegExp]
  > = [
    ["without either section", "[other]\nak = 1", false, /no section \[basic\] or \[global\]$/u],
    ["with an empty section", "[basic]\nak =\nsk =", false, /has no ak and sk$/u],
    ["with an access key alone", "[basic]\nak = A", true, /half of the credentials: no sk$/u],
    ["that is no INI", `[basic]\n${secrets.secretKey}`, true, /, line 2: is no INI$/u]
  ]

  for (const [what, text, broken, why] of unusable) {
    it(
      `${what} is ${broken ? "broken" : "absent"}`,
      live(function* () {
        const failure = yield* Effect.flip((yield* inSdkFile(text)).find)
        expect(failure).toMatchObject({ broken })
        expect(failure.why).toMatch(why)
        expect(failure.why).not.toContain("canary")
      })
    )
  }

  it(
    "is absent where there is none",
    live(function* () {
      const failure = yield* Effect.flip(sdkFile({}, yield* homeWith()).find)
      expect(failure).toMatchObject({ broken: false })
      expect(failure.why).toMatch(/\.huaweicloud\/credentials does not exist$/u)
    })
  )
})

const plain = {
  name: "work",
  mode: "AKSK",
  accessKeyId: "ABCDEFGHIJ0123456789",
  secretAccessKey: secrets.secretKey,
  securityToken: "",
  region: "ap-southeast-3",
  projectId: "project-1",
  domainId: ""
}

const inHcloudFile = (file: unknown) =>
  Effect.map(
    homeWith({ ".hcloud/config.json": typeof file === "string" ? file : JSON.stringify(file) }),
    hcloudFile
  )

describe("the file of hcloud", () => {
  it(
    "gives the access key of its current profile",
    live(function* () {
      const profiles = [{ ...plain, name: "default", accessKeyId: "OTHERABCDE0123456789" }, plain]
      const source = yield* inHcloudFile({ current: "work", language: "en", profiles })
      expect(redactedAway((yield* source.find).credentials)).toEqual({
        _tag: "AccessKey",
        accessKey: "ABCDEFGHIJ0123456789",
        secretKey: secrets.secretKey,
        projectId: "project-1"
      })
    })
  )

  const unusable: ReadonlyArray<
    readonly [what: string, file: unknown, broken: boolean, why: RegExp]
  > = [
    [
      "that is encrypted",
      {
        current: "work",
        profiles: [{ ...plain, accessKeyId: "bm90IGFuIGFjY2VzcyBrZXksIGJ1dCBvbmUgZW5jcnlwdGVk" }]
      },
      false,
      /is encrypted.*--cli-auth-encrypt=false$/u
    ],
    [
      "whose profile signs in otherwise",
      { current: "work", profiles: [{ ...plain, mode: "SSO" }] },
      false,
      /no access key of its own$/u
    ],
    ["without a current profile", { profiles: [plain] }, false, /no current profile$/u],
    ["that is no JSON", `{"${secrets.secretKey}`, true, /is not what hcloud writes$/u],
    ["of another form", { profiles: {} }, true, /is not what hcloud writes$/u],
    [
      "with half an access key",
      { current: "work", profiles: [{ ...plain, secretAccessKey: undefined }] },
      true,
      /half of the credentials/u
    ]
  ]

  for (const [what, file, broken, why] of unusable) {
    it(
      `${what} is ${broken ? "broken" : "absent"}`,
      live(function* () {
        const failure = yield* Effect.flip((yield* inHcloudFile(file)).find)
        expect(failure).toMatchObject({ broken })
        expect(failure.why).toMatch(why)
        expect(failure.why).not.toContain("canary")
      })
    )
  }
})
