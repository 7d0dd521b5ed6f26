import { Effect, Exit, Scope } from "effect"
import type { Dispatcher } from "undici"
import type { AdminInput, AdminOperationName, AdminOutput } from "../admin/contract.ts"
import { adminOperationNames } from "../admin/contract.ts"
import { TestEmulator, type TestEmulatorOptions } from "./TestEmulator.ts"

type Call<Name extends AdminOperationName> =
  {} extends AdminInput<Name>
    ? (input?: AdminInput<Name>) => Promise<AdminOutput<Name>>
    : (input: AdminInput<Name>) => Promise<AdminOutput<Name>>

/** An emulator in memory for who writes promises. */
export interface StartedEmulator {
  /** What a client is to send through: any host leads to this emulator. */
  readonly dispatcher: Dispatcher
  /** Its admin API; a call that fails rejects. */
  readonly admin: { readonly [Name in AdminOperationName]: Call<Name> }
  readonly close: () => Promise<void>
}

const promised = ({ admin }: typeof TestEmulator.Service): StartedEmulator["admin"] =>
  Object.fromEntries(
    adminOperationNames.map((name) => [
      name,
      (input: never) => Effect.runPromise(admin[name](input))
    ])
  ) as unknown as StartedEmulator["admin"] // each call of the admin client, run

/** Starts an emulator in memory, in milliseconds; the sample's tenant when no seed is given. */
export const startEmulator = async (
  options: TestEmulatorOptions = {}
): Promise<StartedEmulator> => {
  const scope = Scope.makeUnsafe()
  const started = await Effect.runPromise(Scope.provide(TestEmulator.make(options), scope))
  return {
    dispatcher: started.dispatcher,
    admin: promised(started),
    close: () => Effect.runPromise(Scope.close(scope, Exit.void))
  }
}
