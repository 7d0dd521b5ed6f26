import { Redacted } from "effect"
import type { Credentials, Deletion } from "../src/index.ts"

/** Texts that must be in no error, whatever goes wrong. */
export const secrets = {
  secretKey: "canary-secret-key",
  securityToken: "canary-security-token/+==",
  token: "canary-token/+==",
  password: "canary-password"
}

/** Credentials of each kind. */
export const callers = {
  accessKey: {
    _tag: "AccessKey",
    accessKey: "AKEXAMPLE",
    secretKey: Redacted.make(secrets.secretKey)
  },
  temporary: {
    _tag: "AccessKey",
    accessKey: "AKTEMPORARY",
    secretKey: Redacted.make(secrets.secretKey),
    securityToken: Redacted.make(secrets.securityToken)
  },
  token: { _tag: "Token", token: Redacted.make(secrets.token) },
  password: {
    _tag: "Password",
    domainName: "account",
    userName: "user",
    password: Redacted.make(secrets.password)
  }
} as const satisfies Readonly<Record<string, Credentials>>

export const region = "ap-southeast-3"

export const enterprise_id = "a8dd901e70f2485cb4f1fa2264eb3add"

/** A list request as small as may be. */
export const listInput = { region, enterprise_id }

/** A delete request as small as may be. */
export const deleteInput: Deletion = { region, vpceps: [{ vpcep_id: "vp-1" }] }
