import { CliOutput } from "effect/cli"
import { stripVTControlCharacters } from "node:util"

// A command stays on one line, to be copied.
const isCommand = (line: string) => stripVTControlCharacters(line).startsWith("  codearts ")

/** What the text of a line begins after: a label and its space, or the indent. */
const label = /^(?:\s*[a-z]+:\s+|\s+\S.*?\s{2,}(?=\S)|\s*)/u

const wrapLine = (line: string, width: number): string => {
  if (CliOutput.displayWidth(line) <= width || isCommand(line)) return line
  const [start = ""] = label.exec(line) ?? []
  const indent = " ".repeat(Math.min(CliOutput.displayWidth(start), Math.floor(width / 2)))
  const [first = "", ...words] = line.slice(start.length).split(" ")
  const lines: Array<string> = []
  let current = start + first
  for (const word of words) {
    const longer = `${current} ${word}`
    if (CliOutput.displayWidth(longer) > width) {
      lines.push(current)
      current = indent + word
    } else current = longer
  }
  return [...lines, current].join("\n")
}

/** Text with its lines broken between words, each going on under its own beginning. */
export const wrap = (text: string, width: number): string =>
  text
    .split("\n")
    .map((line) => wrapLine(line, width))
    .join("\n")
