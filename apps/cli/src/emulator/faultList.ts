import type { AdminOutput } from "@codearts/emulator/admin"
import { Effect } from "effect"
import { Command } from "effect/cli"
import { columns } from "../columns.ts"
import { show } from "../output.ts"
import { type Outputs, outputs } from "../outputs.ts"
import { adminConnection, connectAdmin } from "./admin.ts"
import { writeStep } from "./faultSteps.ts"

type Fault = AdminOutput<"addFault">

const rowOf = ({ id, met, operation, probability = 1, steps, times }: Fault) => ({
  id,
  operation: operation ?? "",
  steps: steps.map(writeStep).join(" "),
  probability,
  times,
  met
})

/** Shows faults, one a line. */
export const showFaults = (faults: ReadonlyArray<Fault>, given: Outputs) =>
  show({ json: { faults }, columns: columns.faults, rows: faults.map(rowOf) }, given)

/** `codearts emulator fault list` */
export const listFaults = Command.make(
  "list",
  { ...adminConnection, ...outputs(columns.faults) },
  Effect.fnUntraced(function* (given) {
    const admin = yield* connectAdmin(given)
    yield* showFaults((yield* admin.listFaults()).faults, given)
  })
).pipe(
  Command.withDescription("List the faults that are set, and how often each was met"),
  Command.withExamples([
    { command: "codearts emulator fault list -o json", description: "Whether a test met its fault" }
  ])
)

/** `codearts emulator fault clear` */
export const clearFaults = Command.make(
  "clear",
  { ...adminConnection, ...outputs(columns.faults) },
  Effect.fnUntraced(function* (given) {
    const admin = yield* connectAdmin(given)
    yield* admin.clearFaults()
    yield* showFaults((yield* admin.listFaults()).faults, given)
  })
).pipe(
  Command.withDescription("Remove every fault"),
  Command.withExamples([
    { command: "codearts emulator fault clear", description: "Before the next test" }
  ])
)
