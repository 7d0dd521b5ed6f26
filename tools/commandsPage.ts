import * as NodeServices from "@effect/platform-node/NodeServices"
import { exitStatus, exitStatusMeanings, run, Terminal } from "@codearts/cli"
import { Console, Effect } from "effect"

const commands = ["", "vpcep list", "vpcep delete", "error explain", "sign"]

const nobody = Terminal.of({
  stdinIsTerminal: false,
  stdoutIsTerminal: false,
  ask: () => Effect.succeed("")
})

const helpOf = (command: string): Promise<string> => {
  const lines: Array<string> = []
  const console = { ...globalThis.console, log: (line: string) => lines.push(line) }
  return run([...command.split(" ").filter(Boolean), "--help"])
    .pipe(
      Effect.provideService(Console.Console, console),
      Effect.provideService(Terminal, nobody),
      Effect.provide(NodeServices.layer),
      Effect.runPromise
    )
    .then(() => lines.join("\n"))
}

const section = async (command: string) =>
  `## codearts ${command}\n\n\`\`\`text\n${(await helpOf(command)).trim()}\n\`\`\`\n`

const statusRow = ([name, status]: [string, number]) =>
  `| ${status} | ${exitStatusMeanings[name as keyof typeof exitStatus]} |` // a name of the same table

/** The commands as their help tells them, and what their exit statuses mean. */
export const commandsPage = async (): Promise<string> => {
  const sections = await Promise.all(commands.map(section))
  return `# Commands

stdout is data, stderr is for people, the exit status is the verdict.

| status | meaning |
| --- | --- |
${Object.entries(exitStatus).map(statusRow).join("\n")}

${sections.join("\n")}`
}
