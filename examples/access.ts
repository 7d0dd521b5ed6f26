import { findingsOf, makePlan, makeSnapshot, readAllowList, seal } from "@codearts/access"
import { Result } from "effect"

const allowList = Result.getOrThrow(
  readAllowList(`
tenants:
  - enterprise_id: a8dd901e70f2485cb4f1fa2264eb3add
    regions:
      - region: ap-southeast-3
        allowed:
          - vpcep_id: ep-build
            owner: platform
            reason: build executors
            expires: 2027-01-31
        self: [ep-build]
`)
)

const now = new Date("2026-05-25T08:00:00Z")
const tool = { name: "example", version: "1.0.0" }
const reading = {
  enterprise_id: "a8dd901e70f2485cb4f1fa2264eb3add",
  region: "ap-southeast-3",
  total: 2,
  vpceps: [{ vpcep_id: "ep-build" }, { vpcep_id: "ep-stranger" }],
  request_ids: ["3a6f"],
  started: now,
  ended: now
}

const snapshot = seal(Result.getOrThrow(makeSnapshot([reading], tool)))
console.log(findingsOf(allowList.list, snapshot.content, now).map(({ message }) => message))

const plan = makePlan({ allowList, snapshot, now, tool })
console.log(Result.getOrThrow(plan).deletions)
