/** What was measured for one case, by the name of the contender. */
export interface Measured {
  readonly name: string
  readonly times: ReadonlyMap<string, number>
}

const floorOf = ({ times }: Measured): number => times.get("crypto floor") ?? Number.NaN

const ratio = (measured: Measured, contender: string): string =>
  ((times) => (times === undefined ? "" : (times / floorOf(measured)).toFixed(2)))(
    measured.times.get(contender)
  )

const microseconds = (measured: Measured): string => `${(floorOf(measured) / 1000).toFixed(1)} µs`

const row = (cells: ReadonlyArray<string>): string => `| ${cells.join(" | ")} |`

/** Ratios to the floor as a Markdown table: a row for each contender, a column for each case. */
export const ratioTable = (measured: ReadonlyArray<Measured>): string => {
  const contenders = [...(measured[0]?.times.keys() ?? [])].filter(
    (name) => name !== "crypto floor"
  )
  return [
    row(["", ...measured.map(({ name }) => name)]),
    row(["---", ...measured.map(() => "---:")]),
    row(["crypto floor", ...measured.map((each) => `1.00 (${microseconds(each)})`)]),
    ...contenders.map((name) => row([name, ...measured.map((each) => ratio(each, name))]))
  ].join("\n")
}
