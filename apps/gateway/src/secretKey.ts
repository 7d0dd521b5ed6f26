import { sampleSeed } from "@codearts/emulator"
import { checkSecretKey } from "@codearts/signing"

const shortest = 16

const ofSample: ReadonlySet<string> = new Set(
  sampleSeed.tenants
    .flatMap(({ users }) => users)
    .flatMap(({ access_keys }) => access_keys)
    .map(({ secret_key }) => secret_key)
)

/** Why a text must not be a caller's secret key, or `undefined` when it may; never the text itself. */
export const secretKeyProblem = (secretKey: string): string | undefined => {
  const problem = checkSecretKey(secretKey)
  if (problem !== undefined) return problem
  const length = Buffer.byteLength(secretKey)
  if (length < shortest)
    return `a secret key has at least ${shortest} bytes, this one has ${length}`
  return ofSample.has(secretKey) ? "this is the sample's, which everyone knows" : undefined
}
