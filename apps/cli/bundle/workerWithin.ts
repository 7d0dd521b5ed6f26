import type { Plugin } from "rolldown"

/** The name under which an executable holds what the emulator's thread runs. */
export const workerAsset = "sqliteWorker.cjs"

const replaced = "\0worker-within"

// An executable has no files beside it that a thread could be started from.
const code = `
const { getAsset } = process.getBuiltinModule("node:sea")
exports.Worker = class extends process.getBuiltinModule("node:worker_threads").Worker {
  constructor(_, options) {
    super(getAsset(${JSON.stringify(workerAsset)}, "utf8"), { ...options, eval: true })
  }
}
`

/** Has the emulator start its thread from within an executable. */
export const workerWithin: Plugin = {
  name: "worker-within",
  resolveId: (id, importer = "") =>
    id === "node:worker_threads" && importer.endsWith("/sqliteDriver.ts") ? replaced : undefined,
  load: (id) => (id === replaced ? { code, moduleType: "js" } : undefined)
}
