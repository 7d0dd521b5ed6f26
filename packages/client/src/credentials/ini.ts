/** Values by section and key; keys are in lower case. */
export type Ini = ReadonlyMap<string, ReadonlyMap<string, string>>

const section = /^\[([^\]]+)\]$/u
const assignment = /^([^=:]+?)\s*[=:]\s*(.*)$/u

/** The number of the first line that is no INI, or what the lines say; the last of two equal keys counts. */
export const readIni = (text: string): Ini | number => {
  const sections = new Map<string, Map<string, string>>()
  let current: Map<string, string> | undefined
  for (const [index, raw] of text
    .replace(/^\uFEFF/u, "")
    .split(/\r?\n/u)
    .entries()) {
    const line = raw.trim()
    if (line === "" || line.startsWith("#") || line.startsWith(";")) continue
    const [, name] = section.exec(line) ?? []
    const [, key, value] = assignment.exec(line) ?? []
    if (name !== undefined) {
      current = sections.get(name) ?? new Map<string, string>()
      sections.set(name, current)
    } else if (current !== undefined && key !== undefined && value !== undefined) {
      current.set(key.toLowerCase(), value)
    } else return index + 1
  }
  return sections
}
