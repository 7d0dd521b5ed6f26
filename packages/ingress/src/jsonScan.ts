/** The rule that a text breaks, and where in the string it does. */
export interface Problem {
  readonly rule: string
  readonly at: number
}

const maxDepth = 32

type Want = "value" | "value or ]" | "key" | "key or }" | ":" | ", or close" | "end"

const code = (character: string): number => character.charCodeAt(0)
const quote = code('"')
const backslash = code("\\")
const comma = code(",")
const plus = code("+")
const nine = code("9")
const colon = code(":")
const openBrace = code("{")
const closeBrace = code("}")
const openBracket = code("[")
const closeBracket = code("]")

const isSpace = (unit: number): boolean =>
  unit === 0x20 || unit === 0x0a || unit === 0x0d || unit === 0x09

const isLetter = (unit: number): boolean => (unit | 0x20) >= 0x61 && (unit | 0x20) <= 0x7a
// From "+" to "9" stand the digits, the signs and the point, and the comma and the slash.
const inScalar = (unit: number): boolean =>
  isLetter(unit) || (unit >= plus && unit <= nine && unit !== comma)

const scalar = /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)$/
const simpleEscapes: ReadonlySet<number> = new Set(Array.from('"\\/bfnrt', code))
const unicodeEscape = /^u[0-9A-Fa-f]{4}$/

const unescaped = (text: string): string =>
  text.includes("\\") ? String(JSON.parse(`"${text}"`)) : text

/**
 * One walk over a JSON text, without recursion.
 * The grammar is checked here as well, because the errors of JSON.parse quote the text.
 */
export class JsonScan {
  readonly #text: string
  #at = 0
  #want: Want = "value"
  /** Innermost last: the keys seen of an object, nothing for an array. */
  readonly #open: Array<Set<string> | undefined> = []
  #values = 0

  readonly #maxValues: number

  constructor(text: string, maxValues: number) {
    this.#text = text
    this.#maxValues = maxValues
  }

  firstProblem(): Problem | undefined {
    for (;;) {
      while (isSpace(this.#text.charCodeAt(this.#at))) this.#at += 1
      const ended = this.#at === this.#text.length
      if (ended && this.#want === "end") return undefined
      const rule = ended ? "the text ends early" : this.#step(this.#text.charCodeAt(this.#at))
      if (rule !== undefined) return { rule, at: this.#at }
    }
  }

  #step(unit: number): string | undefined {
    switch (this.#want) {
      case "value or ]":
        return unit === closeBracket ? this.#leave() : this.#value(unit)
      case "value":
        return this.#value(unit)
      case "key or }":
        return unit === closeBrace ? this.#leave() : this.#key(unit)
      case "key":
        return this.#key(unit)
      case ":":
        return unit === colon ? this.#pass("value") : "a colon is missing"
      case ", or close":
        return this.#afterMember(unit)
      default:
        return "more follows the value"
    }
  }

  #pass(want: Want): undefined {
    this.#at += 1
    this.#want = want
  }

  #value(unit: number): string | undefined {
    this.#values += 1
    if (this.#values > this.#maxValues) return `there are more than ${this.#maxValues} values`
    if (unit === openBrace) return this.#enter(new Set(), "key or }")
    if (unit === openBracket) return this.#enter(undefined, "value or ]")
    return (unit === quote ? this.#string() : this.#scalar()) ?? this.#ended()
  }

  #enter(keys: Set<string> | undefined, want: Want): string | undefined {
    if (this.#open.length === maxDepth) return `nesting is deeper than ${maxDepth}`
    this.#open.push(keys)
    return this.#pass(want)
  }

  #leave(): undefined {
    this.#open.pop()
    this.#at += 1
    return this.#ended()
  }

  #ended(): undefined {
    this.#want = this.#open.length === 0 ? "end" : ", or close"
  }

  #afterMember(unit: number): string | undefined {
    const inObject = this.#open.at(-1) !== undefined
    if (unit === comma) return this.#pass(inObject ? "key" : "value")
    if (unit === (inObject ? closeBrace : closeBracket)) return this.#leave()
    return "a comma or a closing bracket is missing"
  }

  #key(unit: number): string | undefined {
    if (unit !== quote) return "a key is missing"
    const start = this.#at
    const rule = this.#string()
    if (rule !== undefined) return rule
    const key = unescaped(this.#text.slice(start + 1, this.#at - 1))
    const keys = this.#open.at(-1)
    if (keys?.has(key) === true) {
      this.#at = start
      return "a key is repeated"
    }
    keys?.add(key)
    this.#want = ":"
    return undefined
  }

  #string(): string | undefined {
    this.#at += 1
    for (;;) {
      const unit = this.#text.charCodeAt(this.#at)
      if (Number.isNaN(unit)) return "the text ends early"
      if (unit < 0x20) return "a string has a control character"
      if (unit === backslash) {
        const length = this.#escape()
        if (length === 0) return "a string has an unknown escape"
        this.#at += length
      } else this.#at += 1
      if (unit === quote) return undefined
    }
  }

  /** The length of the escape at hand, 0 when it is none. */
  #escape(): number {
    if (simpleEscapes.has(this.#text.charCodeAt(this.#at + 1))) return 2
    return unicodeEscape.test(this.#text.slice(this.#at + 1, this.#at + 6)) ? 6 : 0
  }

  #scalar(): string | undefined {
    let end = this.#at
    while (inScalar(this.#text.charCodeAt(end))) end += 1
    if (!scalar.test(this.#text.slice(this.#at, end))) return "a value is not JSON"
    this.#at = end
    return undefined
  }
}
