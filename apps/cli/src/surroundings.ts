import { credentialVariables, type Keyring, type Surroundings } from "@codearts/client"
import { Config, Context, Effect, Option } from "effect"
import { homedir } from "node:os"

/** Origin of the metadata service; that of the cloud's servers unless another is provided. */
export const MetadataService = Context.Reference<string | undefined>(
  "@codearts/cli/MetadataService",
  { defaultValue: () => undefined }
)

/** Keeps secrets; the system's own unless another is provided. */
export const SystemKeyring = Context.Reference<Keyring | undefined>("@codearts/cli/SystemKeyring", {
  defaultValue: () => undefined
})

/** A variable of the run, if it is set. */
export const variable = (name: string) => Effect.orDie(Config.option(Config.String(name)))

const read = Effect.fnUntraced(function* (name: string) {
  return [name, Option.getOrUndefined(yield* variable(name))] as const
})

/** What credentials and profiles are found by: the variables of the run, and the user's own files. */
export const surroundings = Effect.gen(function* () {
  const environment = Object.fromEntries(yield* Effect.forEach(credentialVariables, read))
  const home = Option.getOrElse(yield* variable("HOME"), homedir)
  const metadata = yield* MetadataService
  const keyring = yield* SystemKeyring
  return {
    environment,
    home,
    ...(metadata !== undefined && { metadata }),
    ...(keyring !== undefined && { keyring })
  } satisfies Surroundings
})
