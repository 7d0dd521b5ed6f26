/** Values by section and key; keys are in lower case. */
export type Ini = ReadonlyMap<string, ReadonlyMap<string, string>>

const sectionName = /^\[([^\]]+)\]$/u

const isComment = (line: string) => line === "" || line.startsWith("#") || line.startsWith(";")

/** The key and the value of a line, if it has a sign and a key before it. */
const assignment = (line: string): readonly [key: string, value: string] | undefined => {
  const sign = line.search(/[=:]/u)
  return sign > 0
    ? [line.slice(0, sign).trimEnd().toLowerCase(), line.slice(sign + 1).trimStart()]
    : undefined
}

/** What a text says, the last of two equal keys, or the number of its first line that is no INI. */
export const readIni = (text: string): Ini | number => {
  const sections = new Map<string, Map<string, string>>()
  let current: Map<string, string> | undefined
  for (const [index, raw] of text
    .replace(/^\uFEFF/u, "")
    .split(/\r?\n/u)
    .entries()) {
    const line = raw.trim()
    if (isComment(line)) continue
    const [, name] = sectionName.exec(line) ?? []
    const assigned = assignment(line)
    if (name !== undefined) {
      current = sections.get(name) ?? new Map<string, string>()
      sections.set(name, current)
    } else if (current !== undefined && assigned !== undefined) current.set(...assigned)
    else return index + 1
  }
  return sections
}
