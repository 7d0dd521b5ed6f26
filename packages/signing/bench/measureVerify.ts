import { type AccessKey, type ReceivedRequest, sign, verify } from "../src/index.ts"
import { type BenchRequest, type Case, credentials, dateOf, inTurn, signable } from "./cases.ts"
import { verifyFloor } from "./floor.ts"
import { interleave } from "./interleave.ts"
import { peers } from "./peers.ts"

const key: AccessKey = { ...credentials, enabled: true, sdk_compat: false }

const received = (request: BenchRequest, turn: number): ReceivedRequest => {
  const { headers } = sign(signable(request), credentials, dateOf(turn))
  return {
    method: request.method,
    target: request.target,
    headers: [...request.headers, ...headers],
    body: Buffer.from(request.body)
  }
}

const verifyOne = (request: ReceivedRequest): void => {
  const verdict = verify(request, key, dateOf(0))
  if (!verdict.ok) throw new Error(verdict.message)
}

/** Nanoseconds for one verification; the official SDK has none, so that it signs again instead. */
export const measureVerify = ({
  rounds,
  requests: make
}: Case): Promise<ReadonlyMap<string, number>> => {
  const requests = make()
  return interleave(
    [
      { name: "crypto floor", run: verifyFloor(requests) },
      { name: "@codearts/signing", run: inTurn(requests.map(received), verifyOne) },
      ...peers(requests, ["official SDK core"])
    ],
    rounds
  )
}
