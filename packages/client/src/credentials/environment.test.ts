import { Effect } from "effect"
import { describe, expect, it } from "vitest"
import { secrets } from "../../test/callers.ts"
import { redactedAway } from "../../test/found.ts"
import { live } from "../../test/run.ts"
import { type Environment, sdkEnvironment, terraformEnvironment } from "./environment.ts"

const sdk = {
  HUAWEICLOUD_SDK_AK: "AKEXAMPLE",
  HUAWEICLOUD_SDK_SK: secrets.secretKey
}

const terraform = { HW_ACCESS_KEY: "AKEXAMPLE", HW_SECRET_KEY: secrets.secretKey }

const key = { _tag: "AccessKey", accessKey: "AKEXAMPLE", secretKey: secrets.secretKey }

const password = {
  HW_USER_NAME: "user",
  HW_DOMAIN_NAME: "account",
  HW_USER_PASSWORD: secrets.password
}

describe("the variables", () => {
  const found: ReadonlyArray<
    readonly [what: string, source: typeof sdkEnvironment, environment: Environment, found: object]
  > = [
    ["of the official SDKs give an access key", sdkEnvironment, sdk, key],
    [
      "of the official SDKs give a temporary one, its project and its domain",
      sdkEnvironment,
      {
        ...sdk,
        HUAWEICLOUD_SDK_SECURITY_TOKEN: secrets.securityToken,
        HUAWEICLOUD_SDK_PROJECT_ID: "project-1",
        HUAWEICLOUD_SDK_DOMAIN_ID: "domain-1"
      },
      {
        ...key,
        securityToken: secrets.securityToken,
        projectId: "project-1",
        domainId: "domain-1"
      }
    ],
    [
      "that are empty count as not set",
      sdkEnvironment,
      { ...sdk, HUAWEICLOUD_SDK_DOMAIN_ID: "" },
      key
    ],
    ["of Terraform give an access key", terraformEnvironment, terraform, key],
    [
      "of Terraform give a temporary one, its project and its domain",
      terraformEnvironment,
      {
        ...terraform,
        HW_SECURITY_TOKEN: secrets.securityToken,
        HW_PROJECT_ID: "project-1",
        HW_DOMAIN_ID: "domain-1"
      },
      {
        ...key,
        securityToken: secrets.securityToken,
        projectId: "project-1",
        domainId: "domain-1"
      }
    ],
    [
      "of Terraform give a token before an access key, as there",
      terraformEnvironment,
      { ...terraform, HW_AUTH_TOKEN: secrets.token },
      { _tag: "Token", token: secrets.token }
    ],
    [
      "of Terraform give a password",
      terraformEnvironment,
      { ...password, HW_PROJECT_NAME: "ap-southeast-3_build" },
      {
        _tag: "Password",
        userName: "user",
        domainName: "account",
        password: secrets.password,
        projectName: "ap-southeast-3_build"
      }
    ]
  ]

  for (const [what, source, environment, expected] of found) {
    it(
      `${what}, and no more`,
      live(function* () {
        const { credentials } = yield* source(environment).find
        expect(redactedAway(credentials)).toEqual(expected)
      })
    )
  }

  const unusable: ReadonlyArray<
    readonly [
      what: string,
      source: typeof sdkEnvironment,
      environment: Environment,
      broken: boolean,
      why: RegExp
    ]
  > = [
    ["of the official SDKs are absent", sdkEnvironment, {}, false, /HUAWEICLOUD_SDK_AK.*not set/u],
    [
      "of the official SDKs are absent where only a project is set",
      sdkEnvironment,
      { HUAWEICLOUD_SDK_PROJECT_ID: "project-1" },
      false,
      /HUAWEICLOUD_SDK_AK.*not set/u
    ],
    [
      "of the official SDKs are broken without the secret key",
      sdkEnvironment,
      { HUAWEICLOUD_SDK_AK: "AKEXAMPLE" },
      true,
      /half of the credentials: no HUAWEICLOUD_SDK_SK$/u
    ],
    [
      "of the official SDKs are broken without the access key",
      sdkEnvironment,
      { HUAWEICLOUD_SDK_SK: secrets.secretKey },
      true,
      /half of the credentials: no HUAWEICLOUD_SDK_AK$/u
    ],
    ["of Terraform are absent", terraformEnvironment, {}, false, /HW_ACCESS_KEY/u],
    [
      "of Terraform are absent where they name no more than an account",
      terraformEnvironment,
      { HW_DOMAIN_NAME: "account", HW_USER_NAME: "user" },
      false,
      /HW_ACCESS_KEY/u
    ],
    [
      "of Terraform are broken with a password alone",
      terraformEnvironment,
      { HW_USER_PASSWORD: secrets.password },
      true,
      /no HW_USER_NAME, no HW_DOMAIN_NAME$/u
    ]
  ]

  for (const [what, source, environment, broken, why] of unusable) {
    it(
      `${what}, and the report says why`,
      live(function* () {
        const failure = yield* Effect.flip(source(environment).find)
        expect(failure).toMatchObject({ _tag: "Unusable", broken })
        expect(failure.why).toMatch(why)
      })
    )
  }
})
