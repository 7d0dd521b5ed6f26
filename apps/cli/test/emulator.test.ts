import { dispatcher, make, sampleSeed, type Seed } from "@codearts/emulator"
import { Effect } from "effect"
import { chmodSync, readFileSync, statSync } from "node:fs"
import { describe, expect, it } from "vitest"
import { type Circumstances, codearts } from "./codearts.ts"
import { file } from "./file.ts"

const token = "a-token-of-these-tests"

type Run = (line: string, given?: Circumstances) => ReturnType<typeof codearts>

/** A test in front of the admin API of an emulator of its own. */
const inFrontOf =
  (test: (run: Run) => Promise<void>, seed: Seed = sampleSeed) =>
  () =>
    make({ filename: ":memory:", seed }).pipe(
      Effect.flatMap(({ admin, handle }) => {
        const [ofAdmin, ofApi] = [dispatcher({ handle: admin }), dispatcher({ handle })]
        return Effect.promise(() =>
          test((line, given = {}) =>
            codearts(line, {
              server: line.startsWith("emulator") ? ofAdmin : ofApi,
              ...given,
              env: { CODEARTS_ADMIN_TOKEN: token, ...given.env }
            })
          )
        )
      }),
      Effect.scoped,
      Effect.runPromise
    )

const small = `tenants:
  - enterprise_id: tenant-small
    name: small
    projects: []
    users:
      - { name: owner, password: swordfish-1, roles: [], access_keys: [] }
    vpceps: []
`

const header = "enterprise_id\tname\tfrozen\tvpcep_quota\tprojects\tusers\ttokens\tvpceps"
const sample = "a8dd901e70f2485cb4f1fa2264eb3add\tsample\tfalse\t\t2\t2\t0\t8"

describe("codearts emulator", () => {
  it(
    "state shows a line a tenant, and with -o json all that is theirs",
    inFrontOf(async (run) => {
      const { status, stderr, stdout } = await run("emulator state")
      expect({ status, stderr, stdout }).toEqual({
        status: 0,
        stderr: "",
        stdout: `${header}\n${sample}`
      })
      const json = await run("emulator state -o json")
      expect(JSON.parse(json.stdout).tenants[0].vpceps).toHaveLength(8)
      const [sent] = json.sent
      expect([sent?.method, sent?.path, sent?.origin]).toEqual([
        "GET",
        "/admin/v1/state",
        "http://127.0.0.1:8091"
      ])
    })
  )

  it(
    "seed puts the tenants of a file in place of all, and reset goes back to them",
    inFrontOf(async (run) => {
      const path = file("seed.yaml", small)
      const seeded = await run(`emulator seed ${path}`)
      expect(seeded.status).toBe(0)
      expect(seeded.stdout).toBe(`${header}\ntenant-small\tsmall\tfalse\t\t0\t1\t0\t0`)
      expect((await run("emulator reset")).stdout).toBe(seeded.stdout)
    })
  )

  it(
    "seed names file, line and rule of each mistake, and sends nothing: exit 2",
    inFrontOf(async (run) => {
      const path = file("seed.yaml", small.replace("tenant-small", "tenant small"))
      const { sent, status, stderr, stdout } = await run(`emulator seed ${path}`)
      expect({ sent, status, stdout }).toEqual({ sent: [], status: 2, stdout: "" })
      expect(stderr).toContain(
        `error: ${path} is invalid\n  why:  line 2: tenants[0].enterprise_id: must be 1 to 40 letters`
      )
      expect(stderr).not.toContain("swordfish")
      const absent = await run("emulator seed /no/such/file")
      expect(absent.status).toBe(2)
      expect(absent.stderr).toMatch(/^error: <file>: cannot read \/no\/such\/file$/mu)
    })
  )

  it(
    "seed tells several mistakes in the order of their lines, each on a line of its own",
    inFrontOf(async (run) => {
      const path = file(
        "seed.yaml",
        small.replace("tenant-small", "tenant small").replace("name:", "nome:")
      )
      const { stderr } = await run(`emulator seed ${path}`)
      const told = [...stderr.matchAll(/^ {2}(?:why:|    ) {2}line (\d+): /gmu)].map(
        ([, line]) => line
      )
      expect(told).toEqual(["2", "2", "3"])
      expect(stderr).not.toContain("\\u000a")
    })
  )

  it(
    "snapshot writes the store into a file for its owner alone, and restore brings it back",
    inFrontOf(async (run) => {
      const path = `${file("beside", "")}.json`
      const { status, stderr, stdout } = await run(`emulator snapshot ${path}`)
      expect([status, stdout]).toEqual([0, ""])
      expect(stderr).toContain("it holds secret keys")
      expect(statSync(path).mode & 0o777).toBe(0o600)
      const again = await run(`emulator snapshot ${path}`)
      expect(again.status).toBe(2)
      expect(again.stderr).toContain(`error: <file>: ${path} is there already`)
      await run(`emulator seed ${file("seed.yaml", small)}`)
      expect((await run(`emulator restore ${path}`)).stdout).toBe(`${header}\n${sample}`)
      const printed = await run("emulator snapshot")
      expect(JSON.parse(printed.stdout)).toEqual(JSON.parse(readFileSync(path, "utf8")))
    })
  )

  it(
    "restore refuses what is no snapshot, and one of a newer version",
    inFrontOf(async (run) => {
      const none = await run(`emulator restore ${file("none.json", "{}")}`)
      expect([none.status, none.stderr]).toEqual([2, expect.stringMatching(/is no snapshot$/mu)])
      const newer = { version: 2, schema_version: 1, tables: {} }
      const refused = await run(`emulator restore ${file("new.json", JSON.stringify(newer))}`)
      expect(refused.status).toBe(1)
      expect(refused.stderr).toContain("version: must be at most 1; a newer version")
    })
  )

  it(
    "clock shows, freezes, shifts and frees the present",
    inFrontOf(async (run) => {
      const frozen = await run("emulator clock freeze 2026-05-01T10:30:00Z")
      expect(frozen.stdout).toBe("now\tmode\n2026-05-01T10:30:00.000Z\tfrozen")
      expect((await run("emulator clock")).stdout).toBe(frozen.stdout)
      expect((await run("vpcep list")).status).toBe(0) // it learns what time it is there
      expect((await run("emulator clock shift 60")).stdout).toMatch(/\tshifted$/u)
      expect((await run("emulator clock shift -- -60")).stdout).toMatch(/\tshifted$/u)
      expect((await run("emulator clock real")).stdout).toMatch(/\treal$/u)
      expect((await run("vpcep list")).status).toBe(0)
      expect((await run("emulator clock freeze")).stdout).toMatch(/\tfrozen$/u)
      const wrong = await run("emulator clock freeze yesterday")
      expect([wrong.status, wrong.stderr]).toEqual([2, expect.stringContaining("RFC 3339")])
    })
  )

  it(
    "fault has the next requests fail in turn, lists what is set, and clears it",
    inFrontOf(async (run) => {
      const added = await run(
        "emulator fault add UC.00010005 ok APIGW.0201:413 --times 3 --operation listVpcepAccessControlRecords"
      )
      expect(added.stdout).toBe(
        [
          "id\toperation\tsteps\tprobability\ttimes\tmet",
          "1\tlistVpcepAccessControlRecords\tUC.00010005 ok APIGW.0201:413\t1\t3\t0"
        ].join("\n")
      )
      expect((await run("vpcep list --limit 1")).status).toBe(0) // at the second attempt
      expect((await run("vpcep list --limit 1")).stderr).toContain("413 APIGW.0201")
      expect((await run("vpcep list --limit 1")).status).toBe(0)
      expect((await run("emulator fault list")).stdout).toMatch(/\t3\t3$/u)
      expect((await run("emulator fault clear -o json")).stdout).toBe('{\n  "faults": []\n}')
    })
  )

  it(
    "fault cuts the connection, before the work or after it",
    inFrontOf(async (run) => {
      await run(
        "emulator fault add reset reset-after --times 2 --operation deleteVpcepAccessControlRecords"
      )
      const [id] = (await run("vpcep list -o json").then(({ stdout }) => JSON.parse(stdout))).data
        .vpceps
      const remove = `vpcep delete ${id.vpcep_id} --yes`
      expect((await run(remove)).stderr).toContain("may have been carried out")
      expect((await run(remove)).stderr).toContain("may have been carried out")
      expect((await run(remove)).stderr).toContain("not in the list")
    })
  )

  it.each([
    ["emulator fault add", "<step> or --latency is required"],
    ["emulator fault add a/b", "<step>: must be CODE, CODE:STATUS, ok, reset or reset-after"],
    ["emulator fault add UC.99999999", "must be a code of the catalog"],
    ["emulator fault add UC.00010005 --probability 2", "probability"],
    ["emulator start --port 70000", "--port: must be a port, 0 to 65535"],
    [
      "emulator start --data mysql://db/codearts",
      "--data: must be the path of a file, memory, or postgres://USER@HOST/DATABASE"
    ],
    [
      "emulator start --data postgres://user:CANARY-5f1e@db/codearts",
      "--data: must not hold a password"
    ],
    ["emulator state --admin-url http://10.0.0.1:8091", "--admin-url: must be an https URL"],
    ["emulator state --admin-url nonsense", "--admin-url: must be an https URL"]
  ])("that is wrong is told why, and sends nothing: %s", async (line, reason) => {
    const { sent, status, stderr, stdout } = await codearts(line, {
      env: { CODEARTS_ADMIN_TOKEN: token }
    })
    expect({ sent, status, stdout }).toEqual({ sent: [], status: 2, stdout: "" })
    expect(stderr).toContain(reason)
  })

  it("without a token says where one is to be had: exit 4", async () => {
    const { status, stderr } = await codearts("emulator state")
    expect([status, stderr]).toEqual([4, expect.stringContaining("set CODEARTS_ADMIN_TOKEN")])
  })

  it(
    "takes the token from a file of its user's own",
    inFrontOf(async (run) => {
      const path = file("token", `${token}\n`)
      chmodSync(path, 0o600)
      const env = { CODEARTS_ADMIN_TOKEN: undefined }
      expect((await run(`emulator state --admin-token-file ${path}`, { env })).status).toBe(0)
      chmodSync(path, 0o644)
      const open = await run(`emulator state --admin-token-file ${path}`, { env })
      expect([open.status, open.stderr]).toEqual([2, expect.stringContaining("chmod 600")])
      expect(open.stderr).not.toContain(token)
    })
  )

  it("says that nothing answers at the address: exit 1", async () => {
    const { status, stderr } = await codearts("emulator state", {
      env: { CODEARTS_ADMIN_TOKEN: token },
      server: dispatcher({ handle: () => Effect.die(new Error("nobody")) })
    })
    expect(status).toBe(1)
    expect(stderr).toContain("do:   Start the emulator, codearts emulator start")
  })
})
