import { deleteEntries, listAll, make } from "@codearts/client"
import * as Emulator from "@codearts/emulator"
import { Effect, Redacted } from "effect"

const region = "ap-southeast-3"
const enterprise_id = "a8dd901e70f2485cb4f1fa2264eb3add"

const program = Effect.gen(function* () {
  // Against the cloud, leave the dispatcher out.
  const emulator = yield* Emulator.make({ filename: ":memory:", seed: Emulator.sampleSeed })
  const client = yield* make({
    credentials: {
      _tag: "AccessKey",
      accessKey: "SAMPLEACCESSKEY00001",
      secretKey: Redacted.make("sampleSecretKeyForTheEmulatorOnly0000001")
    },
    region,
    dispatcher: Emulator.dispatcher(emulator)
  })

  const { total } = yield* listAll(client, { region, enterprise_id })
  console.log(`${total} entries`) // 8 entries

  const { outcomes } = yield* deleteEntries(client, {
    region,
    enterprise_id,
    vpceps: [{ vpcep_id: "not-on-the-list" }]
  })
  for (const { outcome, vpcep_id } of outcomes) console.log(`${vpcep_id}: ${outcome}`)
  // not-on-the-list: alreadyAbsent
})

await Effect.runPromise(Effect.scoped(program))
