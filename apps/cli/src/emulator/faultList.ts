import type { AdminOutput } from "@codearts/emulator/admin"
import { Effect, type Option } from "effect"
import { Command } from "effect/cli"
import { columns } from "../columns.ts"
import { output, show } from "../output.ts"
import { adminConnection, connectAdmin } from "./admin.ts"
import { writeStep } from "./faultSteps.ts"

type Fault = AdminOutput<"addFault">

const rowOf = ({ id, met, operation, probability = 1, steps, times }: Fault) => ({
  id: String(id),
  operation: operation ?? "",
  steps: steps.map(writeStep).join(" "),
  probability: String(probability),
  times: times === undefined ? "" : String(times),
  met: String(met)
})

/** Shows faults, one a line. */
export const showFaults = (
  faults: ReadonlyArray<Fault>,
  form: Option.Option<"table" | "tsv" | "json">
) => show({ json: { faults }, columns: columns.faults, rows: faults.map(rowOf) }, form)

/** `codearts emulator fault list` */
export const listFaults = Command.make(
  "list",
  { ...adminConnection, output },
  Effect.fnUntraced(function* (given) {
    const admin = yield* connectAdmin(given)
    yield* showFaults((yield* admin.listFaults()).faults, given.output)
  })
).pipe(Command.withDescription("List the faults that are set, and how often each was met"))

/** `codearts emulator fault clear` */
export const clearFaults = Command.make(
  "clear",
  { ...adminConnection, output },
  Effect.fnUntraced(function* (given) {
    const admin = yield* connectAdmin(given)
    yield* admin.clearFaults()
    yield* showFaults((yield* admin.listFaults()).faults, given.output)
  })
).pipe(Command.withDescription("Remove every fault"))
