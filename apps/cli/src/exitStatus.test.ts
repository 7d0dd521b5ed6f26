import { expect, it } from "@effect/vitest"
import { exitStatus, exitStatusMeanings, exitStatusOf } from "./exitStatus.ts"

it.each([
  ["Usage", 2],
  ["InvalidRequest", 2],
  ["InvalidEndpoint", 2],
  ["Refused", 2],
  ["UnknownCode", 2],
  ["NothingFound", 1],
  ["NoAccessKey", 4],
  ["NoAdminToken", 4],
  ["NoCredentials", 4],
  ["Unauthorized", 4],
  ["Forbidden", 4],
  ["NoToken", 4],
  ["PartlyDeleted", 5],
  ["IncompleteListing", 6],
  ["NotFound", 1],
  ["NotListed", 1],
  ["OutcomeUnknown", 1],
  ["NoAnswer", 1],
  ["what nobody has thought of", 1]
])("%s ends with %d", (_tag, status) => {
  expect(exitStatusOf({ _tag })).toBe(status)
})

it("each status means one thing", () => {
  expect(new Set(Object.values(exitStatus)).size).toBe(Object.keys(exitStatus).length)
  expect(Object.keys(exitStatusMeanings)).toEqual(Object.keys(exitStatus))
})
