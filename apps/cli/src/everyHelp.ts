import * as NodeServices from "@effect/platform-node/NodeServices"
import { Console, Effect } from "effect"
import { type Command, TerminalCapabilities } from "effect/cli"
import { codearts } from "./codearts.ts"
import { run } from "./run.ts"
import { Terminal } from "./Terminal.ts"

type Words = ReadonlyArray<string>

/** A command and all under it, by their words. */
const wordsOf = ({ subcommands }: Command.Command.Any, words: Words): ReadonlyArray<Words> => [
  words,
  ...subcommands
    .flatMap(({ commands }) => commands)
    .flatMap((command) => wordsOf(command, [...words, command.name]))
]

/** The words of every command after `codearts`, in the order of the help; first those of none. */
export const everyCommand = async (): Promise<ReadonlyArray<Words>> =>
  wordsOf(await codearts([]), [])

const helpOf = Effect.fnUntraced(function* (words: Words) {
  const lines: Array<string> = []
  yield* run([...words, "--help"]).pipe(
    Effect.provideService(Console.Console, {
      ...globalThis.console,
      log: (line: string) => lines.push(line)
    })
  )
  return [words, lines.join("\n")] as const
})

const reader = (coloured: boolean) =>
  Terminal.of({
    stdinIsTerminal: false,
    stdoutIsTerminal: coloured, // and as wide as any line
    ask: () => Effect.succeed("")
  })

/** What every command prints of itself, in the order of `everyCommand`. */
export const everyHelp = async (
  kind: "plain" | "coloured"
): Promise<ReadonlyArray<readonly [words: Words, help: string]>> =>
  Effect.forEach(await everyCommand(), helpOf).pipe(
    Effect.provideService(Terminal, reader(kind === "coloured")),
    Effect.provideService(TerminalCapabilities.TerminalCapabilities, {
      canColor: kind === "coloured",
      canAnimate: false,
      canPrompt: false
    }),
    Effect.provide(NodeServices.layer),
    Effect.runPromise
  )
