import { type Signer, signerOf } from "@codearts/access"
import { Effect, Option } from "effect"
import { Flag } from "effect/cli"
import { Usage } from "../errors.ts"
import { readText } from "./files.ts"

/** `--key` */
export const keyFlag = Flag.String("key").pipe(
  Flag.withDescription(
    "PEM file of the Ed25519 private key to sign with (openssl genpkey -algorithm ed25519)"
  )
)

/** The signer of a key file; nothing of the key is ever told. */
export const openKey = Effect.fnUntraced(function* (path: string) {
  const pem = yield* readText(path)
  return yield* Effect.fromResult(signerOf(pem)).pipe(
    Effect.mapError((rule) => new Usage({ message: `--key: ${path} ${rule}` }))
  )
})

/** The signer of a key file that may not be given. */
export const openOptionalKey = (
  path: Option.Option<string>
): Effect.Effect<Signer | undefined, Usage> =>
  Option.isNone(path) ? Effect.succeed(undefined) : openKey(path.value)
