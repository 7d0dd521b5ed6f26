import { Command } from "effect/cli"

const root = Command.make("codearts").pipe(
  Command.withDescription(
    [
      "Know which VPC endpoints may reach your CodeArts tenant; remove wrong ones.",
      "Credentials: codearts auth login, or HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK.",
      "Unofficial; not affiliated with Huawei."
    ].join("\n  ")
  ),
  Command.withExamples([
    {
      command: "codearts configure",
      description: "First: asks for all that is needed, and says where it is found"
    },
    { command: "codearts vpcep list", description: "Which VPC endpoints may reach the tenant" },
    {
      command: "codearts doctor",
      description: "What keeps commands from working, and how to mend it"
    }
  ])
)

const nouns = {
  vpcep: async () => (await import("./vpcep/vpcep.ts")).vpcep,
  access: async () => (await import("./access/access.ts")).access,
  project: async () => (await import("./project/project.ts")).project,
  region: async () => (await import("./region/region.ts")).region,
  api: async () => (await import("./api/api.ts")).api,
  error: async () => (await import("./error/error.ts")).error,
  status: async () => (await import("./status/status.ts")).status,
  sign: async () => (await import("./sign/sign.ts")).sign,
  audit: async () => (await import("./audit/audit.ts")).audit,
  emulator: async () => (await import("./emulator/emulator.ts")).emulator,
  auth: async () => (await import("./auth/auth.ts")).auth,
  profile: async () => (await import("./profile/profile.ts")).profile,
  configure: async () => (await import("./configure/configure.ts")).configure,
  config: async () => (await import("./config/config.ts")).config,
  doctor: async () => (await import("./doctor/doctor.ts")).doctor,
  completion: async () => (await import("./completion/completion.ts")).completion
}

const named: ReadonlyMap<string, (typeof nouns)[keyof typeof nouns]> = new Map(
  Object.entries(nouns)
)

/**
 * The command, with the noun that a command line begins with, else with all of them. What is not
 * called is not loaded, so that nobody waits for it.
 */
export const codearts = async ([noun = ""]: ReadonlyArray<string>) => {
  const called = named.get(noun)
  const wanted = called === undefined ? Object.values(nouns) : [called]
  return Command.withSubcommands(root, await Promise.all(wanted.map((load) => load())))
}
