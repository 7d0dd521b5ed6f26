import { builtinModules } from "node:module"
import { fileURLToPath } from "node:url"
import type { Plugin } from "rolldown"

const marked = "\0late:"

/** What is loaded when a name of it is first used, which for most commands is never. */
interface Late {
  readonly names: ReadonlyArray<string>
  /** The expression that gives the value of a name. */
  readonly valueOf: (name: string) => string
}

const moduleOf = ({ names, valueOf }: Late) =>
  names
    .map(
      (name) =>
        `Object.defineProperty(exports, ${JSON.stringify(name)}, { enumerable: true, get: () => ${valueOf(name)} })`
    )
    .join("\n")

/** A module of Node by itself takes up to 25 ms to load. */
const builtin = async (id: string): Promise<Late> => ({
  names: Object.keys(await import(id)).filter((name) => name !== "default"),
  valueOf: (name) => `process.getBuiltinModule("${id}").${name}`
})

const undiciFile = (path: string) => fileURLToPath(import.meta.resolve(`undici/${path}`))

const dispatchers: Readonly<Record<string, string>> = {
  Agent: "lib/dispatcher/agent.js",
  Dispatcher: "lib/dispatcher/dispatcher.js",
  EnvHttpProxyAgent: "lib/dispatcher/env-http-proxy-agent.js",
  errors: "lib/core/errors.js"
}

/** The parts of undici by which requests are sent; all of it, with `fetch`, takes 20 ms more. */
const undici: Late = {
  names: [...Object.keys(dispatchers), "request"],
  valueOf: (name) => {
    const file = dispatchers[name]
    return file === undefined
      ? `require(${JSON.stringify(undiciFile("index.js"))}).${name}`
      : `require(${JSON.stringify(undiciFile(file))})`
  }
}

// Those of them that a command which lists has no need of.
const lateBuiltins: ReadonlySet<string> = new Set([
  "node:child_process",
  "node:dns",
  "node:dns/promises",
  "node:fs/promises",
  "node:os",
  "node:perf_hooks",
  "node:readline",
  "node:sqlite",
  "node:tls",
  "node:worker_threads",
  "node:zlib"
])

// undici does without where Node has none; all that is sent here is HTTP/1.1.
const noHttp2 = "\0http2"

const nameOf = (id: string) => (builtinModules.includes(id) ? `node:${id}` : id)

/** Has modules that take long to load loaded late. */
export const late: Plugin = {
  name: "late",
  resolveId: (id, importer) => {
    const name = nameOf(id)
    if (importer?.startsWith(marked)) return
    if (name === "node:http2") return noHttp2
    return lateBuiltins.has(name) || name === "undici" ? `${marked}${name}` : undefined
  },
  load: async (id) => {
    if (id === noHttp2) return { code: "exports.constants = {}", moduleType: "js" }
    if (!id.startsWith(marked)) return
    const name = id.slice(marked.length)
    const code = moduleOf(name === "undici" ? undici : await builtin(name))
    return { code, moduleType: "js" }
  }
}
