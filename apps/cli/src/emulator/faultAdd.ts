import { allOperations } from "@codearts/api"
import { Effect, Option, Result } from "effect"
import { Argument, Command, Flag } from "effect/cli"
import { Usage } from "../errors.ts"
import { columns } from "../columns.ts"
import { outputs } from "../outputs.ts"
import { present } from "../present.ts"
import { adminConnection, connectAdmin } from "./admin.ts"
import { showFaults } from "./faultList.ts"
import { readStep, type Step } from "./faultSteps.ts"

const described = <A>(flag: Flag.Flag<A>, description: string) =>
  flag.pipe(Flag.withDescription(description), Flag.optional)

const steps = Argument.String("step").pipe(
  Argument.withDescription(
    "What the next request meets, in turn: a code of the catalog (with its status after a colon where it has several), ok, reset or reset-after"
  ),
  Argument.atLeast(0)
)

const flags = {
  operation: described(
    Flag.Literals(
      "operation",
      allOperations.map(({ name }) => name)
    ),
    "Requests of this operation alone"
  ),
  latency: described(Flag.Int("latency"), "Milliseconds that each request is held up before"),
  retryAfter: described(Flag.Int("retry-after"), "Seconds told with each code"),
  times: described(Flag.Int("times"), "How many requests meet it; no end by default"),
  probability: described(Flag.Finite("probability"), "How likely a request meets it, 0 to 1"),
  drawSeed: described(Flag.Int("draw-seed"), "The same one draws the same requests; 0 by default")
}

const readSteps = (texts: ReadonlyArray<string>) =>
  Effect.forEach(texts.length === 0 ? ["ok"] : texts, (text) =>
    Effect.fromResult(
      Result.mapError(readStep(text), (rule) => new Usage({ message: `<step>: ${rule}` }))
    )
  )

/** `codearts emulator fault add` */
export const addFault = Command.make(
  "add",
  { steps, ...flags, ...adminConnection, ...outputs(columns.faults) },
  Effect.fnUntraced(function* (given) {
    const { drawSeed: seed, latency, operation, probability, retryAfter, times } = given
    if (given.steps.length === 0 && Option.isNone(latency))
      return yield* new Usage({ message: "<step> or --latency is required" })
    const withFlags = (step: Step): Step => ({
      ...step,
      ...present({ latency }),
      ...(step.error_code !== undefined && present({ retry_after: retryAfter }))
    })
    const sequence = (yield* readSteps(given.steps)).map(withFlags)
    const admin = yield* connectAdmin(given)
    const rule = { ...present({ operation, probability, seed, times }), steps: sequence }
    yield* showFaults([yield* admin.addFault(rule)], given)
  })
).pipe(
  Command.withDescription(
    "Add a fault: each request that meets it takes the next step, over and over."
  ),
  Command.withExamples([
    {
      command: "codearts emulator fault add UC.00010005 APIGW.0308 --retry-after 2 --times 2",
      description: "The next request fails, the one after is throttled, the rest are answered"
    },
    {
      command:
        "codearts emulator fault add reset-after --operation deleteVpcepAccessControlRecords --times 1",
      description: "Carry out the next deletion, and cut the connection before its answer"
    },
    {
      command: "codearts emulator fault add --latency 3000 --probability 0.1",
      description: "Hold up one request in ten for 3 s"
    }
  ])
)
