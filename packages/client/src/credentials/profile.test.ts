import { Effect } from "effect"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { secrets } from "../../test/callers.ts"
import { homeWith, type TestFile } from "../../test/files.ts"
import { redactedAway } from "../../test/found.ts"
import { printed } from "../../test/printed.ts"
import { live } from "../../test/run.ts"
import { profile, readProfile } from "./profile.ts"

const key = `    access_key: AKEXAMPLE
    secret_key: ${secrets.secretKey}
`

const credentials = (body = key, name = "default") => `version: 1
profiles:
  ${name}:
${body}`

const configPath = ".config/codearts/config.yaml"
const credentialsPath = ".config/codearts/credentials.yaml"

type Files = Readonly<Record<string, TestFile | string>>

const found = Effect.fnUntraced(function* (files: Files, environment = {}) {
  const home = yield* homeWith(files)
  return redactedAway((yield* profile(environment, home).find).credentials)
})

const refused = Effect.fnUntraced(function* (files: Files, environment = {}) {
  const home = yield* homeWith(files)
  return yield* Effect.flip(profile(environment, home).find)
})

describe("a profile", () => {
  it(
    "gives the access key in credentials.yaml, and the scope in config.yaml",
    live(function* () {
      const config = `profiles: { default: { region: ap-southeast-3, project_id: project-1, domain_id: domain-1 } }`
      expect(yield* found({ [configPath]: config, [credentialsPath]: credentials() })).toEqual({
        _tag: "AccessKey",
        accessKey: "AKEXAMPLE",
        secretKey: secrets.secretKey,
        projectId: "project-1",
        domainId: "domain-1"
      })
    })
  )

  const kinds: ReadonlyArray<readonly [what: string, body: string, expected: object]> = [
    [
      "a temporary access key",
      `${key}    security_token: ${secrets.securityToken}\n`,
      {
        _tag: "AccessKey",
        accessKey: "AKEXAMPLE",
        secretKey: secrets.secretKey,
        securityToken: secrets.securityToken
      }
    ],
    ["a token", `    token: ${secrets.token}\n`, { _tag: "Token", token: secrets.token }],
    [
      "a password",
      `    user_name: user\n    domain_name: account\n    password: ${secrets.password}\n`,
      { _tag: "Password", userName: "user", domainName: "account", password: secrets.password }
    ]
  ]

  for (const [what, body, expected] of kinds) {
    it(
      `gives ${what}`,
      live(function* () {
        expect(yield* found({ [credentialsPath]: credentials(body) })).toEqual(expected)
      })
    )
  }

  it(
    "may be written as JSON",
    live(function* () {
      const text = JSON.stringify({ profiles: { default: { token: secrets.token } } })
      expect(yield* found({ [credentialsPath]: text })).toMatchObject({ token: secrets.token })
    })
  )

  it(
    "is the one that CODEARTS_PROFILE names, else the current one, else default",
    live(function* () {
      const text = `profiles:
  default: { token: of-default }
  work: { token: of-work }
  test: { token: of-test }
`
      const config = "current: work\n"
      const both = { [credentialsPath]: text, [configPath]: config }
      expect(yield* found({ [credentialsPath]: text })).toMatchObject({ token: "of-default" })
      expect(yield* found(both)).toMatchObject({ token: "of-work" })
      const named = { CODEARTS_PROFILE: "test" }
      expect(yield* found(both, named)).toMatchObject({ token: "of-test" })
    })
  )

  it(
    "lies where XDG_CONFIG_HOME says",
    live(function* () {
      const elsewhere = yield* homeWith({ "codearts/credentials.yaml": credentials() })
      const environment = { XDG_CONFIG_HOME: elsewhere }
      expect(yield* found({}, environment)).toMatchObject({ accessKey: "AKEXAMPLE" })
    })
  )

  it(
    "may have a command that prints the credentials",
    live(function* () {
      const script = `console.log(JSON.stringify({ token: process.argv[1] }))`
      const argv = [process.execPath, "-e", script, secrets.token]
      const config = JSON.stringify({ profiles: { default: { credential_command: argv } } })
      expect(yield* found({ [configPath]: config })).toEqual({
        _tag: "Token",
        token: secrets.token
      })
    })
  )

  it(
    "has settings for others to read",
    live(function* () {
      const config = `current: work
profiles:
  work: { region: ap-southeast-3, endpoint: https://example.com, enterprise_id: tenant-a }
`
      const home = yield* homeWith({ [configPath]: config })
      expect(yield* readProfile({}, home)).toEqual({
        name: "work",
        settings: {
          region: "ap-southeast-3",
          endpoint: "https://example.com",
          enterprise_id: "tenant-a"
        },
        found: undefined
      })
    })
  )
})

describe("a profile that was read", () => {
  it(
    "prints no secret",
    live(function* () {
      const home = yield* homeWith({ [credentialsPath]: credentials() })
      const read = yield* readProfile({}, home)
      expect(read.found?.credentials).toMatchObject({ accessKey: "AKEXAMPLE" })
      expect(printed(read)).not.toContain("canary")
    })
  )
})

describe("a profile is absent", () => {
  it(
    "where there is no file",
    live(function* () {
      expect(yield* refused({})).toMatchObject({ broken: false })
    })
  )

  it(
    "where the files have no profile of the name default",
    live(function* () {
      const failure = yield* refused({ [credentialsPath]: credentials(key, "work") })
      expect(failure).toMatchObject({ broken: false })
      expect(failure.why).toMatch(/^no profile default in /u)
    })
  )

  it(
    "where it has settings and no credentials",
    live(function* () {
      const config = "profiles: { default: { region: ap-southeast-3 } }"
      expect(yield* refused({ [configPath]: config })).toMatchObject({ broken: false })
    })
  )
})

describe("a profile is broken", () => {
  for (const mode of [0o604, 0o640, 0o660, 0o644, 0o601]) {
    it(
      `with its secrets in a file of mode ${mode.toString(8)}`,
      live(function* () {
        const failure = yield* refused({ [credentialsPath]: { text: credentials(), mode } })
        expect(failure).toMatchObject({ broken: true })
        expect(failure.why).toMatch(/credentials\.yaml is open to other users.*chmod 600$/u)
      })
    )
  }

  for (const mode of [0o620, 0o602, 0o666]) {
    it(
      `with its settings, a command perhaps, in a file of mode ${mode.toString(8)}`,
      live(function* () {
        const failure = yield* refused({ [configPath]: { text: "version: 1", mode } })
        expect(failure).toMatchObject({ broken: true })
        expect(failure.why).toMatch(/config\.yaml can be changed by other users.*chmod 600$/u)
      })
    )
  }

  it(
    "but not for settings that others may read",
    live(function* () {
      const config = { text: "profiles: { default: {} }", mode: 0o644 }
      expect(yield* refused({ [configPath]: config })).toMatchObject({ broken: false })
    })
  )

  const texts: ReadonlyArray<readonly [what: string, text: string, why: RegExp]> = [
    [
      "that is no YAML",
      `profiles:\n  default: {\n    secret_key: ${secrets.secretKey}\n`,
      /credentials\.yaml, line 4: is no YAML: bad indent$/u
    ],
    [
      "with a key twice",
      `profiles:\n  default:\n    token: ${secrets.token}\n    token: ${secrets.token}\n`,
      /credentials\.yaml, line 4: is no YAML: duplicate key$/u
    ],
    [
      "with an unknown field",
      credentials(`    secretkey: ${secrets.secretKey}\n`),
      /credentials\.yaml, line 4: profiles\.default\.secretkey is not a known field$/u
    ],
    [
      "with a secret for a field",
      credentials(`    ${secrets.secretKey}: secret_key\n`),
      /line 4: profiles\.default\.\*\*\* is not a known field$/u
    ],
    [
      "with fields for a key",
      credentials(`    ? { secret_key: ${secrets.secretKey} }\n`),
      /credentials\.yaml, line 4: a key must be a text$/u
    ],
    [
      "with a number for a secret",
      credentials("    access_key: AKEXAMPLE\n    secret_key: 42\n"),
      /credentials\.yaml, line 5: profiles\.default\.secret_key must be a string$/u
    ],
    ["of another version", "version: 2\n", /credentials\.yaml, line 1: version must be/u],
    [
      "with half an access key",
      credentials("    access_key: AKEXAMPLE\n"),
      /^profile default has half of the credentials: no secret_key$/u
    ],
    [
      "with credentials of two kinds",
      credentials(`${key}    token: ${secrets.token}\n`),
      /^profile default has credentials of more than one kind/u
    ],
    [
      "with an end that is no time",
      credentials(`${key}    expires_at: soon\n`),
      /expires_at must be a time$/u
    ],
    ["that is over 1 MiB", "#".repeat(1_048_577), /is over 1 MiB$/u]
  ]

  for (const [what, text, why] of texts) {
    it(
      `in a file ${what}, which is not repeated`,
      live(function* () {
        const failure = yield* refused({ [credentialsPath]: text })
        expect(failure).toMatchObject({ broken: true })
        expect(failure.why).toMatch(why)
        expect(failure.why).not.toContain("canary")
      })
    )
  }

  for (const name of ["work", "constructor", "__proto__"]) {
    it(
      `when it is named ${name} and is not there`,
      live(function* () {
        const files = { [credentialsPath]: credentials() }
        const failure = yield* refused(files, { CODEARTS_PROFILE: name })
        expect(failure).toMatchObject({ broken: true })
        expect(failure.why).toMatch(new RegExp(`^no profile ${name} in `, "u"))
      })
    )
  }

  it(
    "when its file is a directory",
    live(function* () {
      const failure = yield* refused({ [join(credentialsPath, "x")]: "" })
      expect(failure).toMatchObject({ broken: true })
      expect(failure.why).toMatch(/credentials\.yaml .*(directory|other users)/u)
    })
  )
})
