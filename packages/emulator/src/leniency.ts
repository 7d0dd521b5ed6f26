import { deletion, type Leniency, type OperationName } from "@codearts/api"
import { Effect, Schema } from "effect"
import { strictSwitches, type Switches } from "./switches.ts"

const bodies = new Map<number, NonNullable<Leniency["body"]>>()

const emptiable = (most: number) => {
  const { fields } = deletion(0, most)
  const vpceps = fields.vpceps.pipe(Schema.withDecodingDefaultKey(Effect.succeed([])))
  return Schema.Struct({ ...fields, vpceps })
}

// A schema is compiled when it is first used, which costs more than a request.
const deletionBody = ({ emptyDelete, maxDelete }: Switches) => {
  const empty = emptyDelete !== "reject"
  const key = empty ? -maxDelete : maxDelete
  const body = bodies.get(key) ?? (empty ? emptiable(maxDelete) : deletion(1, maxDelete))
  bodies.set(key, body)
  return body
}

const asDocumented = ({ emptyDelete, maxDelete }: Switches) =>
  emptyDelete === strictSwitches.emptyDelete && maxDelete === strictSwitches.maxDelete

/** By which rules a request of an operation is read where the switches loosen those of the contract. */
export const leniency = (name: OperationName, switches: Switches): Leniency => ({
  unknownFields: switches.unknownFields,
  ...(name === "deleteVpcepAccessControlRecords" &&
    !asDocumented(switches) && { body: deletionBody(switches) })
})
