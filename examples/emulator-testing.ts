import { type Client, listAll, make } from "@codearts/client"
import { sampleSeed } from "@codearts/emulator"
import { startEmulator } from "@codearts/emulator/testing"
import { Effect, Redacted } from "effect"

const region = "ap-southeast-3"
const enterprise_id = "a8dd901e70f2485cb4f1fa2264eb3add"

/** The code to be tested: it takes whatever client it is given. */
const regionsInUse = (client: Client) =>
  Effect.map(listAll(client, { region, enterprise_id }), ({ data }) => [
    ...new Set(data.vpceps.map((vpcep) => vpcep.region))
  ])

const emulator = await startEmulator({ seed: sampleSeed })
const credentials = {
  _tag: "AccessKey",
  accessKey: "SAMPLEACCESSKEY00001",
  secretKey: Redacted.make("sampleSecretKeyForTheEmulatorOnly0000001")
} as const

const result = () =>
  make({ credentials, region, dispatcher: emulator.dispatcher }).pipe(
    Effect.flatMap(regionsInUse),
    Effect.scoped,
    Effect.runPromise
  )

console.log((await result()).join(", ")) // ap-southeast-3, la-north-2

await emulator.admin.createVpcep({ enterprise_id, region: "eu-west-101", vpcep_id: "vp-1" })
console.log((await result()).length) // 3

await emulator.admin.addFault({ steps: [{ error_code: "APIGW.0302" }] })
await result().catch(({ error_code }) => console.log(error_code)) // APIGW.0302

await emulator.admin.reset()
console.log((await result()).length) // 2

await emulator.close()
