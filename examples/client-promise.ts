import { connect, secret } from "@codearts/client/promise"
import * as Emulator from "@codearts/emulator"
import { Effect } from "effect"

const region = "ap-southeast-3"
const enterprise_id = "a8dd901e70f2485cb4f1fa2264eb3add"

const emulator = Emulator.make({ filename: ":memory:", seed: Emulator.sampleSeed })

const main = async (dispatcher: ReturnType<typeof Emulator.dispatcher>) => {
  // Against the cloud, leave the dispatcher out.
  await using client = await connect({
    credentials: {
      _tag: "AccessKey",
      accessKey: "SAMPLEACCESSKEY00001",
      secretKey: secret("sampleSecretKeyForTheEmulatorOnly0000001")
    },
    region,
    dispatcher
  })

  let entries = 0
  for await (const { vpcep_id } of client.listItems({ region, enterprise_id })) {
    if (vpcep_id !== "") entries += 1
  }
  console.log(`${entries} entries`) // 8 entries

  try {
    const input = { region, enterprise_id }
    await client.listAll(input, { signal: AbortSignal.abort("no longer wanted") })
  } catch (reason) {
    console.log(`ended: ${String(reason)}`) // ended: no longer wanted
  }
}

await Effect.runPromise(
  Effect.scoped(
    Effect.flatMap(emulator, (made) => Effect.promise(() => main(Emulator.dispatcher(made))))
  )
)
