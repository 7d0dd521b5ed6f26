import type { Seed } from "../src/index.ts"
import { region } from "./world.ts"

/** Whoever may delete in a wide store. */
export const wideKey = { accessKey: "WIDE", secretKey: "wide-secret" }

/** The ids of a wide store. */
export const wideIds = (size: number): ReadonlyArray<string> =>
  Array.from({ length: size }, (_, index) => `vp-${String(index).padStart(6, "0")}`)

/** One tenant with as many entries as wanted. */
export const wideSeed = (size: number): Seed => ({
  tenants: [
    {
      enterprise_id: "tenant-wide",
      name: "account-wide",
      projects: [],
      users: [
        {
          name: "owner",
          password: "owner-password",
          roles: [],
          access_keys: [
            {
              access_key: wideKey.accessKey,
              secret_key: wideKey.secretKey,
              enabled: true,
              sdk_compat: false
            }
          ]
        }
      ],
      vpceps: wideIds(size).map((vpcep_id) => ({
        vpcep_id,
        region,
        description: "",
        creator: "owner",
        create_time: "2026-05-02T14:20:00Z",
        modify_time: "2026-05-02T14:20:00Z"
      }))
    }
  ]
})
