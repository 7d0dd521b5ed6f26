import { type AccessKey, type ReceivedRequest, sign, verify } from "../src/index.ts"
import { type BenchRequest, type Case, credentials, dateOf, inTurn, signable } from "./cases.ts"
import { verifyFloor } from "./floor.ts"
import { interleave } from "./interleave.ts"
import { peers } from "./peers.ts"

const key: AccessKey = { ...credentials, enabled: true, sdk_compat: false }

/** As Node's parser delivers a text: in one piece, whatever it was put together from. */
const delivered = (text: string): string => Buffer.from(text, "latin1").toString("latin1")

const received = (request: BenchRequest, turn: number): ReceivedRequest => {
  const { headers } = sign(signable(request), credentials, dateOf(turn))
  return {
    method: request.method,
    target: delivered(request.target),
    headers: [...request.headers, ...headers].map(([name, value]) => [
      delivered(name),
      delivered(value)
    ]),
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
