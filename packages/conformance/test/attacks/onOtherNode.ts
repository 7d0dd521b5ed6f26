// Run by other versions of Node than the one the tests run on: attacks the emulator, prints what came of it.
import { type Attack, attacks, isTimed } from "./Attack.ts"
import { emulator } from "./doors.ts"
import { makeRunner } from "./run.ts"
import type { Mode } from "./world.ts"

const atOneTime = 8

const failing = async (mode: Mode): Promise<ReadonlyArray<string>> => {
  const runner = makeRunner(emulator, mode)
  const found: Array<string> = []
  const work = async (waiting: Iterable<Attack>) => {
    for (const attack of waiting) {
      const problems = await runner.run(attack)
      if (problems.length > 0) found.push([attack.id, ...problems].join(": "))
    }
  }
  const untimed = attacks.filter((attack) => !isTimed(attack)).values()
  await Promise.all(Array.from({ length: atOneTime }, () => work(untimed)))
  await work(attacks.filter(isTimed))
  await runner.close()
  return found
}

console.log(
  JSON.stringify({
    attacks: attacks.length,
    strict: await failing("strict"),
    compat: await failing("compat")
  })
)
