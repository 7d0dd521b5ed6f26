import { make, serve } from "@codearts/emulator"
import { Effect, type Scope } from "effect"
import type { Stores } from "../stores.ts"
import type { Expect } from "./Attack.ts"
import { type Mode, seeds } from "./world.ts"

/** A server that is attacked. */
export interface Door {
  readonly port: number
  /** Where the entries are read, behind whatever may be in front of them. */
  readonly storePort: number
}

/** A kind of server. */
export interface DoorKind {
  /** Opens one in a new world, until the scope closes. */
  readonly open: (mode: Mode, stores: Stores) => Effect.Effect<Door, unknown, Scope.Scope>
  /** By id of a case, what is to be seen of it here instead. */
  readonly instead: Readonly<Record<string, Expect>>
}

/** The emulator alone. */
export const emulator: DoorKind = {
  open: Effect.fnUntraced(function* (mode, stores) {
    const filename = yield* Effect.promise(() => stores.copyOf(seeds[mode]))
    const emulated = yield* make({ filename })
    const { port } = yield* serve(emulated, { host: "127.0.0.1", port: 0 })
    return { port, storePort: port }
  }),
  instead: {}
}
