import type { Seed } from "./seed.ts"

/** Known to everyone who reads this: fit for nothing but trying the emulator. */
const access_key = {
  access_key: "SAMPLEACCESSKEY00001",
  secret_key: "sampleSecretKeyForTheEmulatorOnly0000001",
  enabled: true,
  sdk_compat: true
}

/** A tenant to try things on: an owner, an administrator with an access key, eight entries in two regions. */
export const sampleSeed: Seed = {
  tenants: [
    {
      enterprise_id: "a8dd901e70f2485cb4f1fa2264eb3add",
      name: "sample",
      projects: [
        { id: "0f5181caba0024e72f89c0045e707b91", name: "ap-southeast-3" },
        { id: "9a1b6c05f3d84e27ab40d1c7e85f2630", name: "la-north-2" }
      ],
      users: [
        { name: "owner", password: "Sample-Owner-1", owner: true, roles: [], access_keys: [] },
        {
          name: "admin",
          password: "Sample-Admin-1",
          roles: ["Tenant Administrator"],
          access_keys: [access_key]
        }
      ],
      vpceps: [
        {
          vpcep_id: "08b7c1d4-3a52-4c0e-9f16-2d7e5a90b3c1",
          description: "CodeArts Repo (Singapore)",
          creator: "owner",
          create_time: "2025-12-03T02:14:08Z",
          modify_time: "2025-12-03T02:14:08Z",
          region: "ap-southeast-3"
        },
        {
          vpcep_id: "0c93f2ab-71d8-4e65-b0a4-98e1c6d7402f",
          description: "CodeArts CF2 (Singapore)",
          creator: "owner",
          create_time: "2025-12-03T02:16:41Z",
          modify_time: "2025-12-03T02:16:41Z",
          region: "ap-southeast-3"
        },
        {
          vpcep_id: "1f4e8d70-0b6c-4a39-8c52-e3f7a1d95b68",
          description: "Build executors - pool A",
          creator: "admin",
          create_time: "2026-01-19T07:45:30Z",
          modify_time: "2026-03-02T09:05:12Z",
          region: "ap-southeast-3"
        },
        {
          vpcep_id: "27d0a6e9-5c14-47fb-a3b8-6e90c2f81d35",
          description: "Build executors - pool B",
          creator: "admin",
          create_time: "2026-01-19T07:47:02Z",
          modify_time: "2026-01-19T07:47:02Z",
          region: "ap-southeast-3"
        },
        {
          vpcep_id: "3ab15f82-e6d7-4098-9e21-c04f7b8d6a93",
          description: "Artifact mirror",
          creator: "admin",
          create_time: "2026-02-11T11:20:55Z",
          modify_time: "2026-02-11T11:20:55Z",
          region: "ap-southeast-3"
        },
        {
          vpcep_id: "56c8e3b0-94f2-4d1a-b765-0a2d9e7c1f84",
          description: "Developer VPN",
          creator: "owner",
          create_time: "2026-02-26T04:33:17Z",
          modify_time: "2026-04-08T08:50:29Z",
          region: "ap-southeast-3"
        },
        {
          vpcep_id: "7e2f9a41-d3c6-4b80-8f07-51b6a0e4d9c2",
          description: "Release pipeline; staging only",
          creator: "admin",
          create_time: "2026-04-15T13:02:44Z",
          modify_time: "2026-04-15T13:02:44Z",
          region: "ap-southeast-3"
        },
        {
          vpcep_id: "e91d04c7-8b35-4fa2-a6d9-7c3e1f50b28a",
          description: "CodeArts Repo (Mexico City)",
          creator: "owner",
          create_time: "2026-05-06T16:28:03Z",
          modify_time: "2026-05-06T16:28:03Z",
          region: "la-north-2"
        }
      ]
    }
  ]
}
