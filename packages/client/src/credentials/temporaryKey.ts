import { Effect, Redacted, Result, Schema } from "effect"
import { broken, type Found, type Unusable } from "./Source.ts"

const Text = Schema.NonEmptyString

/** As the identity service and the metadata of a server write it. */
const OfIam = Schema.Struct({
  credential: Schema.Struct({
    access: Text,
    secret: Text,
    securitytoken: Text,
    expires_at: Text
  })
})

/** As the agent of a cluster writes it for a pod. */
const OfPod = Schema.Struct({
  credentials: Schema.Struct({
    accessKeyId: Text,
    secretAccessKey: Text,
    securityToken: Text,
    expiration: Text
  })
})

type Answer = typeof OfIam.Type | typeof OfPod.Type

interface Parts {
  readonly accessKey: string
  readonly secretKey: string
  readonly securityToken: string
  readonly end: string
}

const partsOf = (answer: Answer): Parts => {
  if ("credential" in answer) {
    const { access, expires_at, secret, securitytoken } = answer.credential
    return { accessKey: access, secretKey: secret, securityToken: securitytoken, end: expires_at }
  }
  const { accessKeyId, expiration, secretAccessKey, securityToken } = answer.credentials
  return { accessKey: accessKeyId, secretKey: secretAccessKey, securityToken, end: expiration }
}

/** JSON, or nothing: the parser's own complaint repeats the text, which may hold a secret. */
export const parseJson = (text: string): Result.Result<unknown, undefined> =>
  Result.try({ try: (): unknown => JSON.parse(text), catch: () => undefined })

const read = (text: string) =>
  Result.flatMap(parseJson(text), Schema.decodeUnknownResult(Schema.Union([OfIam, OfPod])))

/** A temporary access key and its end, from the answer of a service named `who`. */
export const readTemporaryKey = (text: string, who: string): Effect.Effect<Found, Unusable> => {
  const answer = read(text)
  if (Result.isFailure(answer))
    return Effect.fail(broken(`${who} answered without a temporary key`))
  const { accessKey, end, secretKey, securityToken } = partsOf(answer.success)
  const ends = Date.parse(end)
  if (Number.isNaN(ends)) return Effect.fail(broken(`${who} does not say when its key ends`))
  return Effect.succeed({
    credentials: {
      _tag: "AccessKey",
      accessKey,
      secretKey: Redacted.make(secretKey),
      securityToken: Redacted.make(securityToken)
    },
    ends
  })
}
