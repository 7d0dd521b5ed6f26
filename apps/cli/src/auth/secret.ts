import { Effect, Option, Redacted, Stdio, Stream } from "effect"
import { Flag } from "effect/cli"
import { readFile } from "node:fs/promises"
import { Usage } from "../errors.ts"
import { Terminal, type Typed } from "../Terminal.ts"

/** The two flags by which a command is given a secret: never its value, which others could read. */
export const secretFlags = (name: string, what: string) => ({
  stdin: Flag.Boolean(`${name}-stdin`).pipe(
    Flag.withDescription(`Read ${what} from stdin`),
    Flag.withDefault(false)
  ),
  file: Flag.String(`${name}-file`).pipe(
    Flag.withDescription(`Read ${what} from a file`),
    Flag.optional
  )
})

/** The values of those flags. */
export interface SecretGiven {
  readonly stdin: boolean
  readonly file: Option.Option<string>
}

// As `echo` and editors leave it.
const withoutEnd = (text: string) => text.replace(/\r?\n$/u, "")

const nothingComes = (flag: string) => new Usage({ message: `--${flag}-stdin: nothing comes in` })

const fromStdin = Effect.fnUntraced(function* (flag: string) {
  if ((yield* Terminal).stdinIsTerminal) return yield* nothingComes(flag)
  const { stdin } = yield* Stdio.Stdio
  const text = yield* Stream.mkString(Stream.decodeText(stdin)).pipe(
    Effect.mapError(() => nothingComes(flag))
  )
  return text === "" ? yield* nothingComes(flag) : text
})

const fromFile = (flag: string, path: string) =>
  Effect.tryPromise({
    try: () => readFile(path, "utf8"),
    catch: () => new Usage({ message: `--${flag}-file: cannot read ${path}` })
  })

/** The secret that a flag leads to, if there is one. */
export const givenSecret = Effect.fnUntraced(function* (
  flag: string,
  { file, stdin }: SecretGiven
) {
  if (stdin && Option.isSome(file))
    return yield* new Usage({ message: `--${flag}-stdin and --${flag}-file exclude each other` })
  if (stdin) return Redacted.make(withoutEnd(yield* fromStdin(flag)))
  if (Option.isNone(file)) return undefined
  return Redacted.make(withoutEnd(yield* fromFile(flag, file.value)))
})

/** Where there is nobody to ask, an error says what to give instead. */
export const requirePerson = Effect.fnUntraced(function* (instead: string) {
  const { stderrIsTerminal = false, stdinIsTerminal } = yield* Terminal
  if (!stdinIsTerminal || !stderrIsTerminal)
    return yield* new Usage({ message: `there is no terminal to ask on: ${instead}` })
})

/** Asks a person, if there is one. */
export const prompt = Effect.fnUntraced(function* (
  question: string,
  typed: Typed,
  instead: string
) {
  yield* requirePerson(instead)
  const { ask } = yield* Terminal
  return (yield* ask(question, typed)).trim()
})
