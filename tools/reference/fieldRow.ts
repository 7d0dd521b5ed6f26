import type { Row } from "./facts.ts"

const printable = Array.from({ length: 0x7f - 0x20 }, (_, n) => String.fromCharCode(0x20 + n))

/** The printable ASCII characters of a character class, in order: one spelling for one set. */
export const charactersOf = (characterClass: string): string => {
  const pattern = new RegExp(`[${characterClass}]`, "u")
  return printable.filter((letter) => pattern.test(letter)).join("")
}

const plain = (cell: string) =>
  cell
    .replace(/<[^>]+>/gu, "")
    .replace(/\[([^\]]*)\]\([^)]*\)/gu, "$1")
    .replaceAll("**", "")
    .trim()

const number = (text: string | undefined) => Number((text ?? "").replaceAll(",", ""))

const escaped = (letters: string) => letters.replace(/[\\\]^-]/gu, "\\$&")

const lengths = (range: string): Row => {
  const found = /Enter ([\d,]+) to ([\d,]+) characters/u.exec(range)
  return found === null ? {} : { minLength: number(found[1]), maxLength: number(found[2]) }
}

const bounds = (range: string): Row => {
  const found = /^(?:The value ranges from )?([\d,]+) to ([\d,]+)\.?$/u.exec(range.trim())
  return found === null ? {} : { minimum: number(found[1]), maximum: number(found[2]) }
}

const values = (range: string): Row => {
  const found = [...range.matchAll(/[•●]\s*([^:]+?)\s*:/gu)]
  return found.length === 0 ? {} : { values: found.flatMap(([, words = ""]) => words.split(" ")) }
}

const characters = (range: string): Row => {
  const said = /characters\. (.*\bonly\b.*)$/iu.exec(range)?.[1]
  if (said === undefined) return {}
  const letters = /lower-case letters/u.test(said) ? "a-z" : "a-zA-Z"
  const special = /special characters: (\S+)/u.exec(said)?.[1] ?? ""
  const named = [...said.matchAll(/\w \((\S)\)/gu)].map(([, letter = ""]) => letter)
  return {
    characters: charactersOf(
      [
        /letters/u.test(said) ? letters : "",
        /digits/u.test(said) ? "0-9" : "",
        /spaces/u.test(said) ? " " : "",
        escaped(special + named.join(""))
      ].join("")
    )
  }
}

const rangeOf = (description: string) =>
  plain(
    (description.split("<b>Range</b>")[1] ?? "")
      .split("<b>Default Value</b>")[0]
      ?.replaceAll("<li>", " ") ?? ""
  )

/** What a range says; one in words that nobody here knows is a fact of its own, lest it be passed over. */
const ruleOf = (range: string): Row => {
  const rule = { ...lengths(range), ...bounds(range), ...values(range), ...characters(range) }
  const says = !/^(?:N\/A\.?)?$/u.test(range)
  return says && Object.keys(rule).length === 0 ? { range } : rule
}

/** Type of a field, and the name of the table that says what it is made of. */
const typeOf = (cell: string) => {
  const [, list, of, object] = /^(Array of )?(\w+)( objects?)?$/u.exec(plain(cell)) ?? []
  if (list !== undefined) return { type: "Array", of }
  return object === undefined ? { type: of } : { type: "Object", of }
}

/** A row of a table of fields: what it says of a field, and the table below it. */
export const fieldRow = (
  columns: ReadonlyArray<string>,
  cells: ReadonlyArray<string>
): { readonly row: Row; readonly of: string | undefined } => {
  const cell = (name: string) => cells[columns.indexOf(name)] ?? ""
  const { of, type } = typeOf(cell("Type"))
  const mandatory = cell("Mandatory")
  return {
    of: type === "Array" || type === "Object" ? of : undefined,
    row: {
      field: plain(cell("Parameter")),
      ...(mandatory !== "" && { mandatory: mandatory === "Yes" }),
      type,
      ...ruleOf(rangeOf(cell("Description")))
    }
  }
}
