import { afterAll, describe, expect, it, vi } from "vitest"
import { areas } from "./areas.ts"
import { type Attack, attackNamed, attacks, attacksOf, isTimed } from "./Attack.ts"
import type { DoorKind } from "./doors.ts"
import { makeRunner } from "./run.ts"
import type { Mode } from "./world.ts"

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 }) // a machine with other work

/** Every case against one kind of server, each area beside an honest request that is let in. */
export const attackSuite = (server: string, kind: DoorKind, mode: Mode) => {
  const runner = makeRunner(kind, mode)
  const ran = new Set<string>()

  const judged = async (attack: Attack) => {
    const problems = await runner.run(attack)
    ran.add(attack.id)
    return { problems, why: attack.why }
  }
  const harmless = ({ why }: Attack) => ({ problems: [], why })

  describe(`${server}, attacked`, () => {
    afterAll(() => runner.close())

    for (const [area, { control, title }] of Object.entries(areas)) {
      describe(`${area}, ${title}`, () => {
        const honest = attackNamed(control in kind.instead ? areas.CTRL.control : control)
        it(`lets in ${honest.id}, ${honest.description}`, async () => {
          expect(await judged(honest)).toEqual(harmless(honest))
        })

        for (const attack of attacks.filter((each) => each.area === area)) {
          const test = isTimed(attack) ? it : it.concurrent
          test(`${attack.id}: ${attack.description}`, async () => {
            expect(await judged(attack)).toEqual(harmless(attack))
          })
        }
      })
    }

    it("has run all 259 cases that were given, and our own", () => {
      expect(attacksOf("attacks.json").filter(({ id }) => ran.has(id))).toHaveLength(259)
      expect(attacks.filter(({ id }) => !ran.has(id))).toEqual([])
    })
  })
}
