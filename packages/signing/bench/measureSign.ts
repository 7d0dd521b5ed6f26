import { sign } from "../src/index.ts"
import { type Case, credentials, dateOf, inTurn, signable } from "./cases.ts"
import { signFloor } from "./floor.ts"
import { interleave } from "./interleave.ts"
import { peers } from "./peers.ts"

/** Nanoseconds for one signature, of the floor, ours and the peers. */
export const measureSign = ({
  rounds,
  requests: make
}: Case): Promise<ReadonlyMap<string, number>> => {
  const requests = make()
  return interleave(
    [
      { name: "crypto floor", run: signFloor(requests) },
      {
        name: "@codearts/signing",
        run: inTurn(requests.map(signable), (request, turn) =>
          sign(request, credentials, dateOf(turn))
        )
      },
      ...peers(requests)
    ],
    rounds
  )
}
