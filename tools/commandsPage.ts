import * as NodeServices from "@effect/platform-node/NodeServices"
import { codearts, exitStatus, exitStatusMeanings, run, Terminal } from "@codearts/cli"
import { Console, Effect } from "effect"
import type { Command } from "effect/cli"

type Words = ReadonlyArray<string>

/** A command and all under it, by their words. */
const wordsOf = ({ subcommands }: Command.Command.Any, words: Words): ReadonlyArray<Words> => [
  words,
  ...subcommands
    .flatMap(({ commands }) => commands)
    .flatMap((command) => wordsOf(command, [...words, command.name]))
]

const nobody = Terminal.of({
  stdinIsTerminal: false,
  stdoutIsTerminal: false,
  ask: () => Effect.succeed("")
})

/** What a command prints of itself, by its words. */
export const helpOf = (words: Words): Promise<string> => {
  const lines: Array<string> = []
  const console = { ...globalThis.console, log: (line: string) => lines.push(line) }
  return run([...words, "--help"])
    .pipe(
      Effect.provideService(Console.Console, console),
      Effect.provideService(Terminal, nobody),
      Effect.provide(NodeServices.layer),
      Effect.runPromise
    )
    .then(() => lines.join("\n"))
}

const section = async (words: Words) =>
  `## ${["codearts", ...words].join(" ")}\n\n\`\`\`text\n${(await helpOf(words)).trim()}\n\`\`\`\n`

const statusRow = ([name, status]: [string, number]) =>
  `| ${status} | ${exitStatusMeanings[name as keyof typeof exitStatus]} |` // a name of the same table

/** Every command, by its words after `codearts`. */
export const everyCommand = wordsOf(await codearts([]), [])

/** The commands as their help tells them, and what their exit statuses mean. */
export const commandsPage = async (): Promise<string> => {
  const sections = await Promise.all(everyCommand.map(section))
  return `# Commands

stdout is data, stderr is for people, the exit status is the verdict.

| status | meaning |
| --- | --- |
${Object.entries(exitStatus).map(statusRow).join("\n")}

${sections.join("\n")}`
}
