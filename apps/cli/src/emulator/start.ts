import { Config, Console, Effect, Option, Redacted, Schema } from "effect"
import { Command, Flag } from "effect/cli"
import { randomBytes } from "node:crypto"
import { NoAdminToken, Usage } from "../errors.ts"
import { report } from "../report.ts"
import { adminToken, adminTokenFile } from "./admin.ts"
import { readSeed } from "./seedFile.ts"
import { tokenProblem } from "./tokenFile.ts"

const Port = Schema.Int.check(
  Schema.isBetween({ minimum: 0, maximum: 65_535 }, { expected: "a port, 0 to 65535" })
)

const port = (name: string, usual: number, what: string) =>
  Flag.Int(name).pipe(
    Flag.withDescription(`Port of ${what}, ${usual} by default; 0 for a free one`),
    Flag.withSchema(Port),
    Flag.withDefault(usual)
  )

const flags = {
  seed: Flag.String("seed").pipe(
    Flag.withDescription("Seed of YAML or JSON for a new store; the sample when absent"),
    Flag.optional
  ),
  port: port("port", 8090, "the API"),
  adminPort: port("admin-port", 8091, "the admin API"),
  data: Flag.String("data").pipe(
    Flag.withDescription(
      "File to keep the data in, memory, or postgres://USER@HOST/DATABASE without a password; CODEARTS_DATABASE_URL or memory when absent"
    ),
    Flag.optional
  ),
  adminTokenFile
}

interface Store {
  readonly filename: string
  /** For people: without a password. */
  readonly told: string
}

const setIn = (name: string) =>
  Config.withDefault(Config.Redacted(name), Redacted.make("")).pipe(Effect.orDie)

const otherScheme = /^(?!postgres(?:ql)?:)[a-z][a-z0-9+.-]*:/iu

const storeByFlag = Effect.fnUntraced(function* (data: string) {
  if (data === "memory") return { filename: ":memory:", told: data }
  if (otherScheme.test(data) || data === "")
    return yield* new Usage({
      message: "--data: must be the path of a file, memory, or postgres://USER@HOST/DATABASE"
    })
  const { holdsPassword, withPassword } = yield* Effect.promise(() => import("./embedded.ts"))
  if (holdsPassword(data))
    return yield* new Usage({
      message:
        "--data: must not hold a password, which every user of this machine could read in the list of processes; set PGPASSWORD, or CODEARTS_DATABASE_URL to the whole address"
    })
  const password = yield* setIn("PGPASSWORD")
  return { filename: withPassword(data, Redacted.value(password)), told: data }
})

const storeOf = Effect.fnUntraced(function* (
  data: Option.Option<string>
): Effect.fn.Return<Store, Usage> {
  if (Option.isSome(data)) return yield* storeByFlag(data.value)
  const address = Redacted.value(yield* setIn("CODEARTS_DATABASE_URL"))
  return address === ""
    ? { filename: ":memory:", told: "memory" }
    : { filename: address, told: "CODEARTS_DATABASE_URL" }
})

/** The token that is given, or a new one, which has to be told. */
const readToken = Effect.fnUntraced(function* (file: Option.Option<string>) {
  const given = yield* adminToken(file)
  if (Option.isNone(given))
    return { token: Redacted.make(randomBytes(32).toString("base64url")), isNew: true }
  const problem = tokenProblem(Redacted.value(given.value))
  if (problem !== undefined)
    return yield* new NoAdminToken({ message: `CODEARTS_ADMIN_TOKEN: ${problem}` })
  return { token: given.value, isNew: false }
})

/** `codearts emulator start`: serves until interrupted. */
export const start = Command.make(
  "start",
  flags,
  Effect.fnUntraced(function* (given) {
    const { filename, told } = yield* storeOf(given.data)
    const { isNew, token } = yield* readToken(given.adminTokenFile)
    const seed = Option.isSome(given.seed) ? yield* readSeed("--seed", given.seed.value) : undefined
    // Loaded where it is used: no other command has to wait for it.
    const { sampleExports, serveBoth } = yield* Effect.promise(() => import("./embedded.ts"))
    const { admin, api } = yield* serveBoth({
      filename,
      seed,
      port: given.port,
      adminPort: given.adminPort,
      token
    })
    yield* Console.log(`export CODEARTS_ENDPOINT=${api.url}`)
    yield* Console.log(`export CODEARTS_ADMIN_URL=${admin.url}`)
    if (isNew) yield* Console.log(`export CODEARTS_ADMIN_TOKEN=${Redacted.value(token)}`)
    // A file or a database may hold anything by now.
    if (seed === undefined && filename === ":memory:") yield* Console.log(sampleExports)
    yield* report(`The emulator serves until interrupted (Ctrl-C); data: ${told}.`)
    return yield* Effect.never
  })
).pipe(
  Command.withShortDescription("Serve the documented API on this machine until interrupted"),
  Command.withDescription(
    "Serve the documented API on this machine, with an admin API on a port of its own, until interrupted. stdout tells what to export in another terminal, with the keys of the sample where that is served from memory; the token of the admin API is told only when it is made at start."
  ),
  Command.withExamples([
    { command: "codearts emulator start", description: "The sample's tenant, in memory" },
    {
      command: "codearts emulator start --seed tenants.yaml --data emulator.db",
      description: "Tenants of yours, kept in a file"
    },
    {
      command: "PGPASSWORD=... codearts emulator start --data postgres://codearts@db/codearts",
      description: "In PostgreSQL, which several emulators may serve from together"
    }
  ])
)
