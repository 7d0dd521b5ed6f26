import { Effect } from "effect"

// As `printable` has it; a line break too, for in quotes it is an escape.
const unprintable = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu

const escaped = (character: string) => {
  const code = character.codePointAt(0) ?? 0
  return code > 0xffff
    ? `\\U${code.toString(16).padStart(8, "0")}`
    : `\\u${code.toString(16).padStart(4, "0")}`
}

/** A value of JSON as YAML that a terminal may show, and that reads back as the same value. */
export const printableYaml = (value: unknown) =>
  Effect.promise(async () => {
    const { Document, visit } = await import("yaml")
    // What an older reader takes for a time or a yes is quoted, too.
    const document = new Document(value, { aliasDuplicateObjects: false, compat: "yaml-1.1" })
    visit(document, {
      Scalar: (_, node) => {
        // In double quotes, and nowhere else, an escape is one.
        if (typeof node.value === "string" && node.value.search(unprintable) !== -1)
          node.type = "QUOTE_DOUBLE"
      }
    })
    return document
      .toString({ lineWidth: 0, doubleQuotedMinMultiLineLength: Infinity })
      .trimEnd()
      .split("\n")
      .map((line) => line.replace(unprintable, escaped))
      .join("\n")
  })
