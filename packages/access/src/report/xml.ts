// XML 1.0 has no way to write other characters, not even escaped.
const impossible = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\t": "&#9;",
  "\n": "&#10;",
  "\r": "&#13;"
}

const escaped = (text: string) =>
  text.replace(impossible, "\u{FFFD}").replace(/[&<>"\t\n\r]/gu, (letter) => entities[letter] ?? "")

/** An element of XML: its attributes in their order, then what is in it. */
export const element = (
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  inside: string = ""
): string => {
  const written = Object.entries(attributes).map(
    ([key, value]) => ` ${key}="${escaped(String(value))}"`
  )
  const start = `<${name}${written.join("")}`
  return inside === "" ? `${start}/>` : `${start}>${inside}</${name}>`
}

/** Text inside an element. */
export const content = (text: string): string => escaped(text)
