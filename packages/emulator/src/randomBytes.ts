import { Context } from "effect"
import { randomBytes } from "node:crypto"

/** Where tokens, salts and ids come from: the system's generator, unless a test gives another. */
export const RandomBytes = Context.Reference<(size: number) => Buffer>(
  "@codearts/emulator/RandomBytes",
  { defaultValue: () => randomBytes }
)
