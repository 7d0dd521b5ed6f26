import { Context } from "effect"
import type { Dispatcher } from "undici"

/** What carries requests; a pool of the client's own unless something else is provided. */
export const Transport = Context.Reference<Dispatcher | undefined>("@codearts/cli/Transport", {
  defaultValue: () => undefined
})
