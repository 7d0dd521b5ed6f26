import type { Dispatcher } from "undici"

/** Of an exchange in which nothing goes over a network, so that there is nothing to pause or abort. */
export const noController: Dispatcher.DispatchController = {
  aborted: false,
  paused: false,
  reason: null,
  rawHeaders: [],
  abort: () => {},
  pause: () => {},
  resume: () => {}
}
