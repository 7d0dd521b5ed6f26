import type { Refusal } from "@codearts/admission"
import { Clock, Effect } from "effect"
import type { SqlClient } from "effect/sql"
import { World } from "../world.ts"
import { createAccessKey, deleteAccessKey, updateAccessKey } from "./accessKeys.ts"
import type { AdminInput, AdminOperationName, AdminOutput } from "./contract.ts"
import { readState } from "./readState.ts"
import { notThere } from "./storing.ts"
import {
  createProject,
  createTenant,
  deleteProject,
  deleteTenant,
  updateTenant
} from "./tenants.ts"
import { createToken, revokeToken } from "./tokens.ts"
import { createUser, deleteUser, updateUser } from "./users.ts"
import { createVpcep, deleteVpcep, updateVpcep } from "./vpceps.ts"
import { reset, restore, seed, takeSnapshot } from "./wholeStore.ts"

type Acts = {
  readonly [Name in AdminOperationName]: (
    input: AdminInput<Name>
  ) => Effect.Effect<AdminOutput<Name>, Refusal, SqlClient.SqlClient | World>
}

const readClock = Effect.gen(function* () {
  const { clock } = yield* World
  return {
    now: new Date(yield* Clock.currentTimeMillis).toISOString(),
    setting: clock.setting()
  }
})

/** What each operation of the admin API does. */
export const acts: Acts = {
  readState: () => readState,
  reset: () => reset,
  seed,
  takeSnapshot: () => takeSnapshot,
  restore,
  createTenant,
  updateTenant,
  deleteTenant,
  createProject,
  deleteProject,
  createUser,
  updateUser,
  deleteUser,
  createAccessKey,
  updateAccessKey,
  deleteAccessKey,
  createToken,
  revokeToken,
  createVpcep,
  updateVpcep,
  deleteVpcep,
  readSwitches: () => Effect.map(World, ({ switches }) => switches),
  setSwitches: (some) =>
    Effect.map(World, (world) => {
      world.switches = { ...world.switches, ...some }
      return world.switches
    }),
  readClock: () => readClock,
  setClock: Effect.fnUntraced(function* (setting) {
    const { clock } = yield* World
    clock.set(setting)
    return yield* readClock
  }),
  listFaults: () => Effect.map(World, ({ faults }) => ({ faults: faults.list() })),
  addFault: (rule) => Effect.map(World, ({ faults }) => faults.add(rule)),
  deleteFault: ({ id }) =>
    Effect.flatMap(World, ({ faults }) =>
      faults.remove(id) ? Effect.succeed({}) : Effect.fail(notThere("such fault"))
    ),
  clearFaults: () =>
    Effect.map(World, ({ faults }) => {
      faults.clear()
      return {}
    })
}
