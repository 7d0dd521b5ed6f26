import { sdkHmacSha256, sdkHmacSm3, type SigningAlgorithm, v11HmacSha256 } from "@codearts/signing"
import { Effect, Option } from "effect"
import { Flag } from "effect/cli"
import { Usage } from "../errors.ts"
import { attempt } from "./attempt.ts"

/** The algorithms that keep to the secret key as it is. */
const underived = {
  "SDK-HMAC-SHA256": sdkHmacSha256,
  "SDK-HMAC-SM3": sdkHmacSm3
} as const

const derived = "V11-HMAC-SHA256"

/** What every command takes that computes a signature. */
export const algorithmFlags = {
  algorithm: Flag.Literals("algorithm", ["SDK-HMAC-SHA256", derived, "SDK-HMAC-SM3"]).pipe(
    Flag.withDescription("Algorithm of the signature; SDK-HMAC-SHA256 by default"),
    Flag.withDefault("SDK-HMAC-SHA256")
  ),
  derivedRegion: Flag.String("derived-region").pipe(
    Flag.withDescription(`Region that the key of ${derived} is derived for, or globe`),
    Flag.optional
  ),
  derivedService: Flag.String("derived-service").pipe(
    Flag.withDescription(`Service that the key of ${derived} is derived for`),
    Flag.optional
  )
}

/** The values of those flags. */
interface GivenAlgorithm {
  readonly algorithm: keyof typeof underived | typeof derived
  readonly derivedRegion: Option.Option<string>
  readonly derivedService: Option.Option<string>
}

const underivedFor = new Usage({
  message: `--derived-region and --derived-service: go with --algorithm ${derived} only`
})

const derivedForWhat = new Usage({
  message: `--algorithm ${derived}: needs --derived-region and --derived-service, which its key is derived for`
})

/** The algorithm that the command line names, with what its key is derived for. */
export const readAlgorithm = ({
  algorithm,
  derivedRegion,
  derivedService
}: GivenAlgorithm): Effect.Effect<SigningAlgorithm, Usage> => {
  if (algorithm !== derived)
    return Option.isSome(derivedRegion) || Option.isSome(derivedService)
      ? Effect.fail(underivedFor)
      : Effect.succeed(underived[algorithm])
  return Option.match(Option.all({ region: derivedRegion, service: derivedService }), {
    onNone: () => Effect.fail(derivedForWhat),
    onSome: (scope) => attempt(() => v11HmacSha256(scope))
  })
}
