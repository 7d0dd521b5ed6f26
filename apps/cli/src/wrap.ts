import { CliOutput } from "effect/cli"
import { stripVTControlCharacters } from "node:util"

// A command stays on one line, to be copied.
const isCommand = (line: string) =>
  /^ {2}(?:more: )?codearts /u.test(stripVTControlCharacters(line))

/** What the text of a line begins after: a label and its space, or the indent. */
const label = /^(?:\s*[a-z]+:\s+|\s*\p{Script=Han}+：|\s+\S.*?\s{2,}(?=\S)|\s*)/u

// After a space, and after a Chinese letter with the punctuation that belongs to it.
const breaks = /(?<= )|(?<=[\p{Script=Han}，。；：、）”])(?![ ，。；：、）”])/u

const wrapLine = (line: string, width: number): string => {
  if (CliOutput.displayWidth(line) <= width || isCommand(line)) return line
  const [start = ""] = label.exec(line) ?? []
  const indent = " ".repeat(Math.min(CliOutput.displayWidth(start), Math.floor(width / 2)))
  const [first = "", ...pieces] = line.slice(start.length).split(breaks)
  const lines: Array<string> = []
  let current = start + first
  for (const piece of pieces) {
    if (CliOutput.displayWidth((current + piece).trimEnd()) > width) {
      lines.push(current.trimEnd())
      current = indent + piece
    } else current += piece
  }
  return [...lines, current].join("\n")
}

/** Text with its lines broken between words, each going on under its own beginning. */
export const wrap = (text: string, width: number): string =>
  text
    .split("\n")
    .map((line) => wrapLine(line, width))
    .join("\n")
