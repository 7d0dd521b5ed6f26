import { type ReadAllowList, readAllowList } from "@codearts/access"
import { Effect, Option } from "effect"
import { Flag } from "effect/cli"
import { isUtf8 } from "node:buffer"
import { mkdir, open, readdir, readFile, rename, rm } from "node:fs/promises"
import { dirname, join } from "node:path"
import { signerOf, type Signer } from "@codearts/access"
import { Usage } from "../errors.ts"

const reasonOf = (cause: unknown) => (cause instanceof Error ? cause.message : String(cause))

const isMissing = (cause: unknown): boolean =>
  cause instanceof Error && "code" in cause && cause.code === "ENOENT"

const unreadable = (path: string) => (cause: unknown) =>
  new Usage({
    message: `cannot read ${path}: ${isMissing(cause) ? "there is no such file" : reasonOf(cause)}`
  })

/**
 * The text of bytes, or nothing where they are none. A lenient decoder makes one text of different
 * bytes, and a seal that holds for the text would hold for a file that was changed.
 */
const textOf = (bytes: Buffer): string | undefined =>
  isUtf8(bytes) ? bytes.toString("utf8") : undefined

const readUtf8 = async (path: string): Promise<string> => {
  const text = textOf(await readFile(path))
  if (text === undefined) throw new Error("it is not UTF-8 text")
  return text
}

/** The text of a file named on the command line. */
export const readText = (path: string): Effect.Effect<string, Usage> =>
  Effect.tryPromise({ try: () => readUtf8(path), catch: unreadable(path) })

/** The same, or nothing where there is no such file. */
export const readTextIfThere = (path: string): Effect.Effect<string | undefined, Usage> =>
  Effect.tryPromise({
    try: () =>
      readUtf8(path).catch((cause: unknown) => {
        if (isMissing(cause)) return undefined
        throw cause
      }),
    catch: unreadable(path)
  })

/** The texts of the files in a directory, by name; nothing for a file that is no UTF-8 text. */
export const readDirectory = Effect.fnUntraced(function* (path: string) {
  const entries = yield* Effect.tryPromise({
    try: () => readdir(path, { withFileTypes: true }),
    catch: unreadable(path)
  })
  const names = entries.filter((entry) => entry.isFile()).map(({ name }) => name)
  const texts = yield* Effect.forEach(names, (name) =>
    Effect.tryPromise({
      try: async () => textOf(await readFile(join(path, name))),
      catch: unreadable(join(path, name))
    })
  )
  return new Map(names.map((name, index) => [name, texts[index]]))
})

const put = async (path: string, text: string) => {
  await mkdir(dirname(path), { recursive: true })
  const beside = `${path}.${process.pid}.part`
  try {
    const file = await open(beside, "wx", 0o600)
    try {
      await file.writeFile(text)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(beside, path)
  } catch (cause) {
    await rm(beside, { force: true })
    throw cause
  }
}

/** Writes a file whole or not at all, for its owner alone. */
export const writeText = (path: string, text: string): Effect.Effect<void, Usage> =>
  Effect.tryPromise({
    try: () => put(path, text),
    catch: (cause) => new Usage({ message: `cannot write ${path}: ${reasonOf(cause)}` })
  })

const usualAllowList = "codearts-access.yaml"

/** `--allow-list` */
export const allowListFlag = Flag.String("allow-list").pipe(
  Flag.withDescription(`The allow-list; ${usualAllowList} by default`),
  Flag.withDefault(usualAllowList)
)

/** `--allow-list` of commands that can do without one. */
export const optionalAllowListFlag = Flag.optional(
  Flag.String("allow-list").pipe(
    Flag.withDescription(
      `The allow-list, for its tenants and regions; ${usualAllowList} by default, if there is one`
    )
  )
)

/** The allow-list of a file. That it is missing or wrong is a failure, and never an empty list. */
export const openAllowList = Effect.fnUntraced(function* (path: string) {
  const text = yield* readTextIfThere(path)
  if (text === undefined)
    return yield* new Usage({
      message: `there is no ${path}: codearts access allow begins one, --allow-list names another`
    })
  const read: ReadAllowList = yield* Effect.fromResult(readAllowList(text)).pipe(
    Effect.mapError(
      ({ message }) => new Usage({ message: `${path}: ${message.replaceAll("\n", "; ")}` })
    )
  )
  return { ...read, path, text }
})

/** The allow-list that was named, else the usual one if it is there; one that is wrong is a failure here, too. */
export const openAllowListIfThere = Effect.fnUntraced(function* (path: Option.Option<string>) {
  if (Option.isSome(path)) return (yield* openAllowList(path.value)).list
  const there = (yield* readTextIfThere(usualAllowList)) !== undefined
  return there ? (yield* openAllowList(usualAllowList)).list : undefined
})

/** An allow-list, and the file it is from. */
export interface OpenAllowList extends ReadAllowList {
  readonly path: string
  readonly text: string
}

/** `--key` */
export const keyFlag = Flag.String("key").pipe(
  Flag.withDescription(
    "PEM file of the Ed25519 private key to sign with (openssl genpkey -algorithm ed25519)"
  )
)

/** The signer of a key file; nothing of the key is ever told. */
export const openKey = Effect.fnUntraced(function* (path: string) {
  const pem = yield* readText(path)
  return yield* Effect.fromResult(signerOf(pem)).pipe(
    Effect.mapError((rule) => new Usage({ message: `--key: ${path} ${rule}` }))
  )
})

/** The signer of a key file that may not be given. */
export const openOptionalKey = (
  path: Option.Option<string>
): Effect.Effect<Signer | undefined, Usage> =>
  Option.isNone(path) ? Effect.succeed(undefined) : openKey(path.value)
