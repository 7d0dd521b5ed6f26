import { packedFile } from "./packedFile.ts"

/** What of a command is prepared when the command is bundled: its help, by its words. */
export type PreparedHelp = Readonly<Record<string, string>>

/** The files that the bundle has beside it; there are none where it runs from its sources. */
export const helpFiles = { plain: "help.json", coloured: "help-coloured.json" } as const

const isHelp = (word: string) => word === "--help" || word === "-h"

/** The words of the command whose help is asked for, and nothing else. */
const asked = (args: ReadonlyArray<string>): string | undefined => {
  const words = args.filter((word) => word !== "--no-color")
  return words.length > 0 && isHelp(words.at(-1) ?? "") ? words.slice(0, -1).join(" ") : undefined
}

/** The prepared help that a command line asks for, so that nothing has to be loaded for it. */
export const preparedHelp = (
  args: ReadonlyArray<string>,
  kind: keyof typeof helpFiles
): string | undefined => {
  const words = asked(args)
  const text = words === undefined ? undefined : packedFile(helpFiles[kind])
  if (words === undefined || text === undefined) return undefined
  const texts: PreparedHelp = JSON.parse(text)
  return Object.hasOwn(texts, words) ? texts[words] : undefined
}
