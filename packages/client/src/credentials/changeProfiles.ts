import { Effect, type Schema } from "effect"
import { isDeepStrictEqual } from "node:util"
import { join } from "node:path"
import type { Environment } from "./environment.ts"
import { withLock } from "./lock.ts"
import { inspectOwnFile, makeOwnDirectory, writeOwnFile } from "./ownFile.ts"
import {
  ConfigFile,
  CredentialsFile,
  profileDirectory,
  type ProfileFiles,
  profileFiles
} from "./profileFiles.ts"
import { readTextFile } from "./readFile.ts"
import { broken, type Unusable } from "./Source.ts"
import { parseYaml, readSchema, type YamlText } from "./yamlFile.ts"

/**
 * One value of one of the files, put there or, where there is none, taken away. The file of the first
 * edit is written first.
 */
export interface Edit {
  readonly file: keyof ProfileFiles
  readonly path: ReadonlyArray<string>
  readonly value: unknown
}

interface Opened<A> {
  readonly path: string
  readonly text: YamlText
  readonly value: A
  /** What is to be said when the file is written. */
  readonly said: ReadonlyArray<string>
}

const openFile = Effect.fnUntraced(function* <A>(
  schema: Schema.Decoder<A>,
  path: string
): Effect.fn.Return<Opened<A>, Unusable> {
  const said = yield* inspectOwnFile(path)
  const source = yield* readTextFile(path).pipe(
    Effect.catchIf(
      ({ broken }) => !broken,
      () => Effect.succeed("")
    )
  )
  const text = yield* parseYaml(source, path)
  return { path, text, value: yield* readSchema(schema, text, path), said }
})

const withEdit = (value: unknown, [key, ...rest]: ReadonlyArray<string>, put: unknown): unknown => {
  if (key === undefined) return put
  const fields = typeof value === "object" && value !== null ? Object.entries(value) : []
  const old = fields.find(([name]) => name === key)?.[1]
  if (old === undefined && put === undefined) return value // there is nothing to take away
  const changed = withEdit(old, rest, put)
  const others = fields.filter(([name]) => name !== key)
  return Object.fromEntries(changed === undefined ? others : [...others, [key, changed]])
}

const applyTo = ({ document }: YamlText, edits: ReadonlyArray<Edit>) => {
  if (document.contents === null) document.contents = document.createNode({})
  for (const { path, value } of edits) {
    if (value !== undefined) document.setIn(path, document.createNode(value))
    else if (document.hasIn(path)) document.deleteIn(path)
  }
}

const tooClever = (path: string) =>
  broken(`${path} shares values by aliases, and is not changed by a program: write them out`)

/** The text with the edits, held to the rules and to what was meant before anything is written. */
const editedText = Effect.fnUntraced(function* <A>(
  schema: Schema.Decoder<A>,
  { path, text, value }: Opened<A>,
  edits: ReadonlyArray<Edit>
): Effect.fn.Return<string, Unusable> {
  const meant = edits.reduce<unknown>((sum, edit) => withEdit(sum, edit.path, edit.value), value)
  const source = yield* Effect.try({
    try: () => {
      applyTo(text, edits)
      return text.document.toString({ lineWidth: 0 })
    },
    catch: () => tooClever(path)
  })
  const written = yield* Effect.flatMap(parseYaml(source, path), (again) =>
    readSchema(schema, again, path)
  )
  return isDeepStrictEqual(written, meant) ? source : yield* tooClever(path)
})

const versioned = (file: Edit["file"], edits: ReadonlyArray<Edit>): ReadonlyArray<Edit> =>
  edits.length === 0 ? [] : [{ file, path: ["version"], value: 1 }, ...edits]

const change = Effect.fnUntraced(function* <A>(
  schema: Schema.Decoder<A>,
  opened: Opened<A>,
  edits: ReadonlyArray<Edit>
): Effect.fn.Return<Effect.Effect<ReadonlyArray<string>, Unusable>, Unusable> {
  if (edits.length === 0) return Effect.succeed([])
  const source = yield* editedText(schema, opened, edits)
  return Effect.as(writeOwnFile(opened.path, source), opened.said)
})

const changeFiles = Effect.fnUntraced(function* <E, R>(
  directory: string,
  edits: (files: ProfileFiles) => Effect.Effect<ReadonlyArray<Edit>, E, R>
) {
  const config = yield* openFile(ConfigFile, join(directory, profileFiles.config.name))
  const credentials = yield* openFile(
    CredentialsFile,
    join(directory, profileFiles.credentials.name)
  )
  const all = yield* edits({ config: config.value, credentials: credentials.value })
  const of = (file: Edit["file"]) =>
    versioned(
      file,
      all.filter((edit) => edit.file === file)
    )
  // Both are judged before either is written.
  const writes = {
    credentials: yield* change(CredentialsFile, credentials, of("credentials")),
    config: yield* change(ConfigFile, config, of("config"))
  }
  const order = new Set(all.map(({ file }) => file))
  return (yield* Effect.forEach(order, (file) => writes[file])).flat()
})

/**
 * Changes the profiles of a user: what `edits` makes of what the files say, while no other process
 * changes them. Comments stay; files become 0600 in a directory of 0700, and what was open to others
 * is in the answer, to be told. A file that is broken is an error, and is kept as it is.
 */
export const changeProfiles = <E, R>(
  environment: Environment,
  home: string,
  edits: (files: ProfileFiles) => Effect.Effect<ReadonlyArray<Edit>, E, R>
): Effect.Effect<ReadonlyArray<string>, E | Unusable, R> => {
  const directory = profileDirectory(environment, home)
  return Effect.gen(function* () {
    const said = yield* makeOwnDirectory(directory)
    const written = yield* withLock(join(directory, ".lock"), changeFiles(directory, edits))
    return [...said, ...written]
  })
}
