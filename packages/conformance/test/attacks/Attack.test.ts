import { expect, it } from "vitest"
import { areas } from "./areas.ts"
import { attackNamed, attacks, attacksIn, attacksOf } from "./Attack.ts"

const withField = (change: object) => JSON.stringify([{ ...attackNamed("CTRL-001"), ...change }])

const given = attacksOf("attacks.json")

it("are known by their ids", () => {
  expect(new Set(attacks.map(({ id }) => id)).size).toBe(attacks.length)
})

it("that were given are 259, and all there, area by area", () => {
  expect(given).toHaveLength(259)
  const count = (area: string) => given.filter((attack) => attack.area === area).length
  expect(Object.fromEntries(Object.keys(areas).map((area) => [area, count(area)]))).toEqual({
    CTRL: 15,
    AH: 29,
    SH: 17,
    TS: 23,
    CP: 21,
    CQ: 22,
    CH: 23,
    BD: 46,
    TK: 9,
    AZ: 3,
    ME: 11,
    SM: 19,
    RL: 14,
    DS: 0,
    AD: 7
  })
})

it.each([
  ["of a case", { surprise: 1 }],
  ["of what is expected", { expect: { status: 200, surprise: 1 } }],
  ["of a request", { request: { method: "GET", target: "/", headers: [], surprise: 1 } }],
  [
    "of a signature",
    { request: { method: "GET", target: "/", headers: [], sign: { surprise: 1 } } }
  ]
])("are refused with a field %s that nobody would check", (_, change) => {
  expect(() => attacksIn(withField(change))).toThrow("surprise")
  expect(attacksIn(withField({}))).toHaveLength(1)
})
