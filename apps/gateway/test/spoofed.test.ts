import { expect, it } from "vitest"
import { auditOver } from "../src/audit/Audit.ts"
import { auditInMemory } from "../src/audit/AuditStore.ts"
import { keys, openEmbedded, region } from "./gate.ts"

/** What a client may say of where it comes from. */
const spoofed = {
  "X-Forwarded-For": "203.0.113.7",
  "X-Forwarded-Host": "evil.example",
  "X-Forwarded-Proto": "https",
  "X-Real-IP": "203.0.113.7",
  Forwarded: "for=203.0.113.7;host=evil.example"
}

it("names the peer of the connection in the audit, believes no header of it, and passes none on", async () => {
  const told: Array<string> = []
  const store = auditInMemory()
  const observed: typeof store = {
    ...store,
    write: async (link) => {
      const rows = await store.write(link)
      told.push(...rows.map(({ line }) => line))
      return rows
    }
  }
  const { call, log, seen } = await openEmbedded({ audit: auditOver(observed) })
  const body = { vpceps: [{ vpcep_id: "vp-0" }] }
  await call({ method: "DELETE", headers: { region }, unsigned: spoofed, body, by: keys.admin })
  const all = [...told, ...log, JSON.stringify(seen)].join("\n")
  expect(all).toContain("127.0.0.1")
  expect(all).not.toMatch(/203\.0\.113|evil\.example/u)
})
