/** Numbers that look random and come again for the same seed (mulberry32). */
export interface Random {
  readonly below: (limit: number) => number
  readonly pick: <A>(choices: ReadonlyArray<A>) => A
  readonly list: <A>(longest: number, make: () => A) => ReadonlyArray<A>
  readonly text: (alphabet: ReadonlyArray<string>, longest: number) => string
}

const random = (seed: number): Random => {
  let state = Math.imul(seed + 1, 0x9e3779b1)
  const below = (limit: number): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit
  }
  const pick = <A>(choices: ReadonlyArray<A>): A => {
    const chosen = choices[below(choices.length)]
    if (chosen === undefined) throw new RangeError("nothing to pick from")
    return chosen
  }
  const list = <A>(longest: number, make: () => A): ReadonlyArray<A> =>
    Array.from({ length: below(longest + 1) }, make)
  const text = (alphabet: ReadonlyArray<string>, longest: number): string =>
    list(longest, () => pick(alphabet)).join("")
  return { below, pick, list, text }
}

/** The seeds of the cases in which a property does not hold; each makes its case again. */
export const counterexamples = (
  cases: number,
  holds: (source: Random) => boolean
): ReadonlyArray<number> =>
  Array.from({ length: cases }, (_, seed) => seed).filter((seed) => !holds(random(seed)))
