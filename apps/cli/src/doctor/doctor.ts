import { regions, vpcepHost } from "@codearts/api"
import { readEndpoint } from "@codearts/client/profiles"
import { Console, Effect, type Option, Result } from "effect"
import { Command, Flag } from "effect/cli"
import { profileInUse, type SettingFlag, settingRow, type Used } from "../config/settings.ts"
import { Unhealthy } from "../errors.ts"
import { showText, textOutput } from "../output.ts"
import { printable, printableJson } from "../printable.ts"
import { checkAccess, type Target } from "./access.ts"
import { checkFiles } from "./files.ts"
import { fail, type Finding, ok, warn } from "./Finding.ts"
import { checkNetwork } from "./network.ts"

const flag = (name: SettingFlag) =>
  Flag.String(name).pipe(
    Flag.withDescription(`Look at this ${name}, in place of the one that is set`),
    Flag.optional
  )

const flags = {
  "enterprise-id": flag("enterprise-id"),
  region: flag("region"),
  endpoint: flag("endpoint")
}

type Given = Readonly<Record<SettingFlag, Option.Option<string>>>

const checkProfile = (used: Result.Result<Used, { readonly message: string }>): Finding => {
  if (Result.isFailure(used))
    return fail("profile", used.failure.message, "mend the file at the line that is named")
  return ok("profile", used.success === undefined ? "none" : used.success.name)
}

const checkRegion = (region: string | undefined): Finding => {
  if (region === undefined)
    return fail("region", "none is set", "codearts profile set default --region ap-southeast-3")
  return regions.some(({ id }) => id === region)
    ? ok("region", region)
    : warn(
        "region",
        `${region} is in no table of the documents`,
        "check its name: codearts error explain APIGW.0101"
      )
}

const checkTenant = (enterprise_id: string | undefined): Finding =>
  enterprise_id === undefined
    ? fail(
        "tenant",
        "no enterprise id is set",
        "codearts profile set default --enterprise-id ID; the console names it Account ID"
      )
    : ok("tenant", enterprise_id)

const checkEndpoint = (endpoint: string | undefined): ReadonlyArray<Finding> => {
  const read = endpoint === undefined ? undefined : readEndpoint(endpoint)
  return read !== undefined && Result.isFailure(read)
    ? [
        fail(
          "endpoint",
          read.failure.message,
          "correct --endpoint, CODEARTS_ENDPOINT or the profile"
        )
      ]
    : []
}

const valueOf = Effect.fnUntraced(function* (name: SettingFlag, given: Given, used: Used) {
  const { origin, value } = yield* settingRow(name, given[name], used)
  return origin === "" || origin === "default" ? undefined : value
})

const originOf = (endpoint: string | undefined, region: string | undefined) => {
  if (endpoint !== undefined) return Result.getOrElse(readEndpoint(endpoint), () => undefined)
  return region === undefined || !/^[\w-]+$/u.test(region)
    ? undefined
    : `https://${vpcepHost(region)}`
}

const targetOf = Effect.fnUntraced(function* (given: Given, used: Used) {
  const region = yield* valueOf("region", given, used)
  const endpoint = yield* valueOf("endpoint", given, used)
  const enterprise_id = yield* valueOf("enterprise-id", given, used)
  return { region, endpoint, enterprise_id, origin: originOf(endpoint, region) } satisfies Target
})

const lineOf = ({ check, fix, found, verdict }: Finding) => {
  const line = `  ${verdict.padEnd(4)} ${check.padEnd(11)}  ${printable(found)}`
  return fix === "" ? line : `${line}\n       ${"fix:".padEnd(11)}  ${printable(fix)}`
}

/** `codearts doctor`: what stands between a command and its answer, each with its fix. */
export const doctor = Command.make(
  "doctor",
  { ...flags, output: textOutput },
  Effect.fnUntraced(function* ({ output: form, ...given }) {
    const read = yield* Effect.result(profileInUse)
    const used = Result.getOrElse(read, () => undefined)
    const target = yield* targetOf(given, used)
    const findings: ReadonlyArray<Finding> = [
      ...(yield* checkFiles),
      checkProfile(read),
      checkRegion(target.region),
      checkTenant(target.enterprise_id),
      ...checkEndpoint(target.endpoint),
      ...(yield* checkNetwork(target.origin)),
      ...(yield* checkAccess(target))
    ]
    yield* form === "json"
      ? Console.log(printableJson(findings))
      : showText(findings.map(lineOf).join("\n"))
    if (findings.some(({ verdict }) => verdict === "fail")) return yield* new Unhealthy()
  })
).pipe(
  Command.withShortDescription("Find what keeps commands from working, and how to mend it"),
  Command.withDescription(
    "Look at what commands need: the modes of files, the settings, proxies, the endpoint's DNS, TLS and clock, the credentials, the scope of a token, the role, and whether the region offers the API. Each line is ok, warn or fail, with what to do. What cannot be asked is said, so it works without a network. It reads, and changes nothing. Exit status 1 where something fails."
  ),
  Command.withExamples([
    { command: "codearts doctor", description: "With the settings that commands use" },
    {
      command: "codearts doctor -o json | jq '.[] | select(.verdict != \"ok\")'",
      description: "What is not well, for a script"
    }
  ])
)
