import { dispatcher, make, sampleSeed } from "@codearts/emulator"
import { sign } from "@codearts/signing"
import { Effect } from "effect"
import { request } from "undici"

const program = Effect.gen(function* () {
  const emulator = yield* make({ filename: ":memory:", seed: sampleSeed })

  const url = "https://emulator/v2/vpceps?enterprise_id=a8dd901e70f2485cb4f1fa2264eb3add"
  const headers = { region: "ap-southeast-3" }
  const credentials = {
    accessKey: "SAMPLEACCESSKEY00001",
    secretKey: "sampleSecretKeyForTheEmulatorOnly0000001"
  }
  const signed = sign(
    { method: "GET", url, headers: Object.entries(headers) },
    credentials,
    new Date()
  )

  const { body } = yield* Effect.promise(() =>
    request(url, {
      headers: { ...headers, ...Object.fromEntries(signed.headers) },
      dispatcher: dispatcher(emulator)
    })
  )
  console.log(yield* Effect.promise(() => body.text())) // {"status":"ok","data":{"enterprise_id":
})

await Effect.runPromise(Effect.scoped(program))
