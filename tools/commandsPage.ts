import { everyHelp, exitStatus, exitStatusMeanings } from "@codearts/cli"

const section = ([words, help]: readonly [words: ReadonlyArray<string>, help: string]) =>
  `## ${["codearts", ...words].join(" ")}\n\n\`\`\`text\n${help.trim()}\n\`\`\`\n`

const statusRow = ([name, status]: [string, number]) =>
  `| ${status} | ${exitStatusMeanings[name as keyof typeof exitStatus]} |` // a name of the same table

/** The commands as their help tells them, and what their exit statuses mean. */
export const commandsPage = async (): Promise<string> => {
  const sections = (await everyHelp("plain")).map(section)
  return `# Commands

stdout is data, stderr is for people, the exit status is the verdict.

| status | meaning |
| --- | --- |
${Object.entries(exitStatus).map(statusRow).join("\n")}

${sections.join("\n")}`
}
