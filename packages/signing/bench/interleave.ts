/** One contender: does its work once for every number, and may take its time. */
export interface Contender {
  readonly name: string
  readonly run: (turn: number) => unknown
}

const batchTime = 4e6
const warmUpTime = 5e8

const nanoseconds = async ({ run }: Contender, first: number, turns: number): Promise<number> => {
  const start = process.hrtime.bigint()
  for (let turn = first; turn < first + turns; turn += 1) {
    const outcome = run(turn)
    if (outcome instanceof Promise) await outcome
  }
  return Number(process.hrtime.bigint() - start)
}

/** How many turns fill a batch, once the contender is warm. */
const turnsPerBatch = async (contender: Contender): Promise<number> => {
  let turns = 1
  let last = 0
  for (let spent = 0; spent < warmUpTime; spent += last) {
    last = await nanoseconds(contender, 0, turns)
    if (last < batchTime) turns *= 2
  }
  return Math.max(1, Math.round((turns * batchTime) / last))
}

const median = (numbers: ReadonlyArray<number>): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN

/**
 * The median time of one turn of each contender, in nanoseconds. They take turns batch by batch, so
 * that whatever else the machine does falls on all alike.
 */
export const interleave = async (
  contenders: ReadonlyArray<Contender>,
  rounds: number
): Promise<ReadonlyMap<string, number>> => {
  const entries: Array<{ contender: Contender; turns: number; times: Array<number> }> = []
  for (const contender of contenders)
    entries.push({ contender, turns: await turnsPerBatch(contender), times: [] })
  let first = 0
  for (let round = 0; round < rounds; round += 1) {
    for (const { contender, turns, times } of entries) {
      times.push((await nanoseconds(contender, first, turns)) / turns)
      first += turns
    }
  }
  return new Map(entries.map(({ contender, times }) => [contender.name, median(times)]))
}
