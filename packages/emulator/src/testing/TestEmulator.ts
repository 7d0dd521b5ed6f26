import { Context, Effect, Layer } from "effect"
import type { Dispatcher } from "undici"
import { type AdminClient, adminClient } from "../admin/client.ts"
import { dispatcher } from "../dispatcher.ts"
import { make } from "../Emulator.ts"
import { PasswordCost } from "../password.ts"
import { sampleSeed } from "../sampleSeed.ts"
import type { Seed } from "../seed.ts"
import type { Switches } from "../switches.ts"

/** What a test's emulator starts with. */
export interface TestEmulatorOptions {
  /** The sample when absent. */
  readonly seed?: Seed
  readonly switches?: Partial<Switches>
}

/** An emulator in memory, for one test or a few. */
export interface TestEmulatorShape {
  /** What a client is to send through: any host leads to this emulator. */
  readonly dispatcher: Dispatcher
  readonly admin: AdminClient
}

const open = Effect.fnUntraced(function* ({
  seed = sampleSeed,
  switches = {}
}: TestEmulatorOptions) {
  const emulator = yield* make({ filename: ":memory:", seed, switches })
  const adminDispatcher = dispatcher({ handle: emulator.admin })
  return {
    dispatcher: dispatcher(emulator),
    admin: adminClient({ url: "http://emulator", dispatcher: adminDispatcher })
  } satisfies TestEmulatorShape
})

// A test starts many emulators, and no password in it is a secret.
const cheap = { N: 2, r: 1, p: 1 }

/** An emulator in memory, for tests: there in milliseconds, gone with its scope. */
export class TestEmulator extends Context.Service<TestEmulator, TestEmulatorShape>()(
  "@codearts/emulator/TestEmulator"
) {
  static readonly make = (options: TestEmulatorOptions = {}) =>
    Effect.provideService(open(options), PasswordCost, cheap)

  static readonly layer = (options: TestEmulatorOptions = {}) =>
    Layer.effect(TestEmulator, TestEmulator.make(options))
}
