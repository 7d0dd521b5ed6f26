const median = (numbers: ReadonlyArray<number>) =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN

/** Calls so often, with so many of them under way at a time. */
export const callOften = async (
  call: () => Promise<unknown>,
  concurrency: number,
  calls: number
): Promise<void> => {
  let left = calls
  const worker = async () => {
    while (left > 0) {
      left -= 1
      await call()
    }
  }
  await Promise.all(Array.from({ length: concurrency }, worker))
}

/** CPU time of this process, all its threads, in microseconds. */
export const cpuTime = async (work: () => Promise<unknown>): Promise<number> => {
  const before = process.cpuUsage()
  await work()
  const { system, user } = process.cpuUsage(before)
  return system + user
}

/** Time on the clock, in microseconds. */
export const wallTime = async (work: () => Promise<unknown>): Promise<number> => {
  const before = performance.now()
  await work()
  return (performance.now() - before) * 1000
}

/**
 * The median of what each costs. They take turns round by round, so that whatever else the machine
 * does falls on all alike.
 */
export const takeTurns = async <Each>(
  all: ReadonlyArray<Each>,
  rounds: number,
  cost: (each: Each) => Promise<number>
): Promise<ReadonlyMap<Each, number>> => {
  const costs = new Map<Each, Array<number>>(all.map((each) => [each, []]))
  for (let round = 0; round < rounds; round += 1) {
    for (const [each, found] of costs) found.push(await cost(each))
  }
  return new Map([...costs].map(([each, found]) => [each, median(found)]))
}
