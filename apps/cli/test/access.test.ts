import { describe, expect, it } from "@effect/vitest"
import { existsSync, appendFileSync, readFileSync, writeFileSync } from "node:fs"
import type { Dispatcher } from "undici"
import { onTestFinished } from "vitest"
import {
  allowListFor,
  directory,
  emulatorOf,
  Flaky,
  keyPair,
  tenantOf,
  tenants
} from "./accessWorld.ts"
import { type CodeArts, codearts, header, ids, inWorld, person } from "./codearts.ts"
import { page, server } from "./server.ts"

const [, , , , , , last = ""] = ids // the seventh entry of Singapore
const everything = () => false
const region = "ap-southeast-3"

const rowsOf = (text: string) =>
  text
    .split("\n")
    .slice(1)
    .map((line) => line.split("\t"))

/** An allow-list that names all but one entry, in a directory of its own. */
const world = (leftOut: (id: string) => boolean = (id) => id === last, beside: object = {}) => {
  const at = directory()
  const list = at.write("list.yaml", allowListFor(tenants, leftOut, beside))
  return { ...at, list }
}

describe("codearts access check", () => {
  it("is content with what is allowed, and says which list it is about: exit 0", async () => {
    const { list } = world(everything)
    const { status, stderr, stdout } = await codearts(`access check --allow-list ${list}`)
    expect([status, rowsOf(stdout)]).toEqual([0, []])
    expect(stderr).toContain("0 findings, 0 muted")
    expect(stderr).toContain("Does not cover the second list")
    expect(stderr).toContain("Not read, so nothing is missing from there")
  })

  it("reads through every region of the allow-list with --all-regions", async () => {
    const { list } = world(everything)
    const { sent, stderr } = await codearts(`access check --all-regions --allow-list ${list}`)
    expect(sent).toHaveLength(2)
    expect(stderr).not.toContain("Not read")
  })

  it("finds what is not allowed, tab-separated in a pipe: exit 3", async () => {
    const { list } = world()
    const { status, stdout } = await codearts(`access check --allow-list ${list}`)
    expect([status, rowsOf(stdout).map(([rule, id]) => [rule, id])]).toEqual([
      3,
      [["not-allowed", last]]
    ])
  })

  it("shows what is muted, and fails nothing by it: exit 0", async () => {
    const muted = [{ rule: "not-allowed", vpcep_id: last, reason: "leaves in June" }]
    const { list } = world(undefined, { muted })
    const { status, stdout } = await codearts(`access check --allow-list ${list}`)
    expect([status, rowsOf(stdout)[0]?.at(-1)]).toEqual([0, "leaves in June"])
  })

  it("writes as many reports as are asked for, in one run", async () => {
    const { list, path, read } = world()
    const reports = ["sarif", "junit", "markdown", "csv", "json", "ocsf"]
    const flags = reports.map((form) => `--report ${form}=${path(form)}`).join(" ")
    const { status } = await codearts(`access check --allow-list ${list} ${flags}`)
    expect(status).toBe(3)
    for (const form of reports) expect(read(form)).toContain(last)
  })

  it.each([
    ["is missing", undefined, /there is no .*list\.yaml: codearts access allow begins one/u],
    ["is empty", "", /line 1: must be an object/u],
    [
      "has an unknown key",
      "tenants: []\nmute: []\nguard: {}\n",
      /line 2: mute: is not a known field; line 3: guard: is not/u
    ]
  ])("fails where the allow-list %s, whatever the lists hold: exit 2", async (_, text, said) => {
    const { path, write } = directory()
    if (text !== undefined) write("list.yaml", text)
    const { sent, status, stderr, stdout } = await codearts(
      `access check --allow-list ${path("list.yaml")}`
    )
    expect([status, stdout, sent]).toEqual([2, "", []])
    expect(stderr).toMatch(said)
    expect(stderr).not.toContain("\\u000a")
  })

  it("tells nothing of a list that it could not read whole: exit 6", async () => {
    const { list } = world()
    const short = server(() => page([{ vpcep_id: "a" }], 2))
    const { status, stderr, stdout } = await codearts(`access check --allow-list ${list}`, {
      server: short
    })
    expect([status, stdout]).toEqual([6, ""])
    expect(stderr).toContain("incomplete")
  })

  it("names the region and the tenant that it needs", async () => {
    const { list } = world()
    const none = { CODEARTS_REGION: undefined, CODEARTS_ENTERPRISE_ID: undefined }
    const bare = await codearts(`access check --allow-list ${list}`, { env: none })
    expect([bare.status, bare.stderr]).toEqual([2, expect.stringContaining("--region is required")])
    const whole = await codearts(`access check --all-regions --allow-list ${list}`, { env: none })
    expect(whole.status).toBe(3)
    const wrong = await codearts(`access check --report pdf=x --allow-list ${list}`)
    expect([wrong.status, wrong.stderr]).toEqual([2, expect.stringContaining("FORM=FILE")])
  })
})

describe("codearts access --profile", () => {
  const accounts = ["one", "two"].map((name) =>
    tenantOf(`tenant-${name}`, [`ep-${name}`, `ep-${name}-stranger`])
  )

  const profiles = (settings: Readonly<Record<string, object>>) => {
    const at = directory()
    at.writeSecret("codearts/config.yaml", JSON.stringify({ profiles: settings }))
    const keys = accounts.map(({ enterprise_id, users }) => {
      const [{ access_key, secret_key } = {}] = users.flatMap((user) => user.access_keys)
      return [enterprise_id.replace("tenant-", ""), { access_key, secret_key }]
    })
    at.writeSecret(
      "codearts/credentials.yaml",
      JSON.stringify({ profiles: Object.fromEntries(keys) })
    )
    return { ...at, env: { XDG_CONFIG_HOME: at.path(""), CODEARTS_ENTERPRISE_ID: undefined } }
  }

  const both = {
    one: { enterprise_id: "tenant-one", region },
    two: { enterprise_id: "tenant-two", region }
  }

  it(
    "given several times reads the tenant of each by its own key, through its own region",
    inWorld(
      async (run) => {
        const { env, path, write } = profiles(both)
        const list = write(
          "list.yaml",
          allowListFor(accounts, (id) => id === "ep-two-stranger")
        )
        const flags = `--profile one --profile two --allow-list ${list}`
        const found = await run(`access check ${flags}`, {
          env: { ...env, CODEARTS_REGION: undefined }
        })
        expect([
          found.status,
          rowsOf(found.stdout).map((row) => [...row.slice(0, 3), row[5]])
        ]).toEqual([3, [["not-allowed", "ep-two-stranger", region, "tenant-two"]]])
        const gone = await run(`access prune ${flags} --evidence ${path("e")} --yes`, { env })
        expect([gone.status, rowsOf(gone.stdout)[0]?.slice(0, 3)]).toEqual([
          0,
          ["ep-two-stranger", region, "tenant-two"]
        ])
      },
      { tenants: accounts }
    )
  )

  it("does not fall back on who else could call", async () => {
    const { env } = profiles({ ...both, two: { region } })
    const told = async (flags: string, more: object = {}) => {
      const { sent, status, stderr } = await codearts(`access snapshot ${flags}`, {
        env: { ...env, ...more }
      })
      expect(sent).toEqual([])
      return [status, stderr.split("\n").find((line) => line.startsWith("error:"))]
    }
    expect(await told("--profile nobody")).toEqual([
      2,
      expect.stringContaining("no profile nobody")
    ])
    expect(await told("--profile one --enterprise-id other")).toEqual([
      2,
      expect.stringContaining("none of them speaks for other")
    ])
    const twice = profiles({ one: both.one, two: both.one })
    expect(await told("--profile one --profile two", twice.env)).toEqual([
      2,
      expect.stringContaining("one and two both name the enterprise_id tenant-one")
    ])
  })
})

describe("codearts access snapshot, diff and report", () => {
  it(
    "keep a list, and show what became of it since: exit 3",
    inWorld(async (run) => {
      const { list, path, read } = world()
      const kept = await run(`access snapshot --out ${path("s.json")}`)
      expect([kept.status, kept.stdout]).toEqual([0, ""])
      const { content } = JSON.parse(read("s.json"))
      expect(content.reads).toMatchObject([{ region, total: 8, entries: 8 }])
      expect(content.reads[0].request_ids).toHaveLength(1)
      const same = await run(`access diff ${path("s.json")}`)
      expect([same.status, rowsOf(same.stdout)]).toEqual([0, []])
      await run(`vpcep delete ${last} --yes`)
      const since = await run(`access diff ${path("s.json")}`)
      expect([since.status, rowsOf(since.stdout).map((row) => row.slice(0, 2))]).toEqual([
        3,
        [["removed", last]]
      ])
      await run(`access snapshot --out ${path("t.json")}`)
      const between = await run(`access diff ${path("t.json")} ${path("s.json")}`)
      expect(rowsOf(between.stdout)[0]?.slice(0, 2)).toEqual(["added", last])
      const told = await run(`access report ${path("s.json")} --allow-list ${list}`)
      expect([told.status, told.sent, rowsOf(told.stdout)[0]?.[1]]).toEqual([0, [], last])
    })
  )

  it(
    "show what became of one tenant or region alone, whatever the environment says",
    inWorld(async (run) => {
      const { path } = world()
      await run(`access snapshot --out ${path("s.json")}`)
      await run(`vpcep delete ${last} --yes`)
      const diff = `access diff ${path("s.json")}`
      const env = { CODEARTS_REGION: "la-north-2" }
      const changes = async (flags: string) => {
        const { status, stdout } = await run(`${diff} ${flags}`, { env })
        return [status, rowsOf(stdout).length]
      }
      expect(await changes("")).toEqual([3, 1])
      expect(await changes("--region la-north-2")).toEqual([0, 0])
      expect(await changes(`--region ${region}`)).toEqual([3, 1])
      expect(await changes(`--enterprise-id ${tenants[0]?.enterprise_id}`)).toEqual([3, 1])
    })
  )

  it.each([
    ["--enterprise-id stranger", "--enterprise-id: the snapshot has no list of stranger"],
    ["--region la-nowhere-9", "--region: neither list has anything of la-nowhere-9"],
    ["--all-regions", "no such flag: --all-regions"],
    ["--allow-list list.yaml", "--allow-list: the snapshot says whose lists are compared"],
    ["S --with-region la-north-2", "give one snapshot at most"]
  ])("refuse to compare nothing, as with %s: exit 2", async (flags, said) => {
    const { path } = world()
    const file = path("s.json")
    await codearts(`access snapshot --out ${file}`)
    const { status, stderr, stdout } = await codearts(
      `access diff ${file} ${flags.replace(/^S/u, file)}`
    )
    expect([status, stdout, stderr]).toEqual([2, "", expect.stringContaining(said)])
  })

  it("take the tenants of the usual allow-list where nothing else names them", async () => {
    const { path, read, write } = world()
    write("codearts-access.yaml", read("list.yaml"))
    const env = { CODEARTS_ENTERPRISE_ID: undefined, CODEARTS_REGION: undefined }
    const start = process.cwd()
    onTestFinished(() => process.chdir(start))
    process.chdir(path("."))
    const { status, stderr } = await codearts("access snapshot --all-regions --out s.json", { env })
    expect([status, stderr]).toEqual([0, expect.stringContaining("entries, sha256:")])
    write("codearts-access.yaml", "tenants: 1")
    const wrong = await codearts("access snapshot --all-regions", { env })
    expect([wrong.status, wrong.sent]).toEqual([2, []])
  })

  it("compare two regions", async () => {
    const { status, stdout } = await codearts("access diff --with-region la-north-2")
    expect(status).toBe(3)
    expect(rowsOf(stdout).map(([change]) => change)).toEqual([...ids.map(() => "removed"), "added"])
  })

  it("refuse a snapshot of which a byte changed: exit 2", async () => {
    const { list, path, read, write } = world()
    await codearts(`access snapshot --out ${path("s.json")}`)
    write("s.json", read("s.json").replace("Developer VPN", "Developer VPM"))
    const { status, stderr } = await codearts(
      `access report ${path("s.json")} --allow-list ${list}`
    )
    expect([status, stderr]).toEqual([2, expect.stringContaining("not a sound snapshot")])
  })
})

/** A snapshot and a plan of it, signed by the planner. */
const planned = async (
  run: CodeArts,
  beside: object = {},
  leftOut = (id: string) => id === last
) => {
  const [me, other] = [keyPair(), keyPair()]
  const approvals = { above: 0, approvers: [{ name: "Second", key: other.key }] }
  const at = world(leftOut, { approvals, ...beside })
  at.write("me.pem", me.pem)
  at.write("other.pem", other.pem)
  const p = (name: string) => at.path(name)
  await run(`access snapshot --out ${p("s.json")}`)
  const plan = await run(
    `access plan ${p("s.json")} --allow-list ${at.list} --key ${p("me.pem")} --out ${p("p.json")}`
  )
  const approve = (key: string) =>
    run(
      `access approve ${p("p.json")} --allow-list ${at.list} --key ${p(key)} --out ${p("a.json")}`
    )
  const apply = (more = "", given = {}) =>
    run(
      `access apply ${p("p.json")} --snapshot ${p("s.json")} --allow-list ${at.list} --evidence ${p("e")} ${more}`,
      given
    )
  return { ...at, p, plan, approve, apply }
}

describe("codearts access plan, approve and apply", () => {
  it(
    "delete what is not allowed on the word of a second person, and keep what proves it",
    inWorld(async (run) => {
      const { apply, approve, p, plan, read, write } = await planned(run)
      expect([plan.status, rowsOf(plan.stdout)[0]?.slice(0, 2)]).toEqual([0, [last, region]])
      expect(plan.stderr).toContain("A second person must approve it")
      const alone = await apply("--yes")
      expect([alone.status, alone.stderr]).toEqual([2, expect.stringContaining("KIT.0002")])
      const own = await approve("me.pem")
      expect([own.status, own.stderr]).toEqual([
        2,
        expect.stringContaining("by the one who planned")
      ])
      expect((await approve("other.pem")).status).toBe(0)
      const done = await apply(`--approval ${p("a.json")} --yes`)
      expect([done.status, rowsOf(done.stdout).map((row) => [row[0], row[3]])]).toEqual([
        0,
        [[last, "deleted"]]
      ])
      const deletions = done.sent.filter(({ method }) => method === "DELETE")
      // By which a gateway in between knows that it was approved.
      expect(deletions.map((sent) => header(sent, "x-codearts-plan"))).toEqual([
        JSON.parse(read("p.json")).digest
      ])
      const after = await run("vpcep list -o json")
      expect(JSON.parse(after.stdout).total).toBe(7)
      const verified = await run(`access verify ${p("e")}`)
      expect([verified.status, verified.sent]).toEqual([0, []])
      expect(verified.stdout).toMatch(/^sound\nfinished: yes\noutcomes: 1 deleted/u)
      write("list.yaml", read("list.yaml").replaceAll("platform", "nobody"))
      const again = await apply(`--approval ${p("a.json")} --yes`)
      expect((await run(`access verify ${p("e")}`)).status).toBe(0)
      expect([again.status, again.sent.filter(({ method }) => method === "DELETE")]).toEqual([
        0,
        []
      ])
    })
  )

  it(
    "refuse a plan whose list has changed since",
    inWorld(async (run) => {
      const { apply } = await planned(run, { approvals: undefined })
      await run(`vpcep delete ${ids[2]} --yes`)
      const { sent, status, stderr } = await apply("--yes")
      expect([status, stderr]).toEqual([2, expect.stringContaining("the list has changed since")])
      expect(sent.filter(({ method }) => method === "DELETE")).toEqual([])
    })
  )

  it(
    "refuse the whole run where a guard refuses one entry of it",
    inWorld(async (run) => {
      const { plan, p } = await planned(run, { guards: { maximum: 1 } }, (id) =>
        ids.slice(5).includes(id)
      )
      expect([plan.status, plan.stdout]).toEqual([2, ""])
      expect(plan.stderr).toContain("more: codearts error explain KIT.0001")
      expect(plan.stderr).toContain("2 entries would go, and one run may delete 1")
      const missing = await run(`access approve ${p("p.json")} --key ${p("me.pem")} --out x`)
      expect(missing.status).toBe(2)
    })
  )

  it(
    "ask for the number of entries on a terminal, and show how far they are",
    inWorld(async (run) => {
      const { apply } = await planned(run, { approvals: undefined })
      const piped = await apply()
      expect([piped.status, piped.sent]).toEqual([2, []])
      const no = await apply("", { terminal: person, typed: "2" })
      expect([no.status, no.asked.length]).toEqual([2, 1])
      const yes = await apply("", { terminal: person, typed: "1" })
      expect([yes.status, yes.stderr]).toEqual([0, expect.stringContaining("1 of 1 done")])
    })
  )

  it(
    "show with --dry-run what would be sent, hidden where it proves who sends, and change nothing",
    inWorld(async (run) => {
      const { apply, approve, p } = await planned(run)
      const alone = await apply("--dry-run")
      expect([alone.status, alone.stderr]).toEqual([2, expect.stringContaining("KIT.0002")])
      await approve("other.pem")
      const dry = await apply(`--approval ${p("a.json")} --dry-run`)
      expect([dry.status, rowsOf(dry.stdout)[0]?.slice(0, 2)]).toEqual([0, [last, region]])
      expect(dry.stderr).toMatch(/^not sent:\n\nDELETE http\S+\/v2\/vpceps$/mu)
      expect(dry.stderr).toContain("Signature=***")
      expect(dry.sent.every(({ method }) => method === "GET")).toBe(true)
      expect(existsSync(p("e"))).toBe(false)
      expect((await apply(`--approval ${p("a.json")} --yes`)).status).toBe(0)
    })
  )

  it("never go on where another run writes to the same journal, and send nothing then", async () => {
    const emulator = await emulatorOf()
    const { list, path } = world()
    const line = `access prune --allow-list ${list} --evidence ${path("e")} --yes`
    const meddler = new Flaky(emulator, ({ path: target }) => {
      // The look before the deletion is the one request that names ids.
      if (target.includes("vpcep_ids")) appendFileSync(path("e/journal.jsonl"), "{}\n")
      return undefined
    })
    const { sent, status, stderr } = await codearts(line, { server: meddler })
    expect(sent.filter(({ method }) => method === "DELETE")).toEqual([])
    expect([status, stderr]).toEqual([5, expect.stringContaining("another run has written to it")])
  })

  it(
    "tell where evidence was touched: exit 3",
    inWorld(async (run) => {
      const { apply, p, read, write } = await planned(run, { approvals: undefined })
      const { stderr } = await apply("--yes")
      const head = /head (sha256:\w+)/u.exec(stderr)?.[1]
      expect((await run(`access verify ${p("e")} --head ${head}`)).status).toBe(0)
      const journal = read("e/journal.jsonl")
      write("e/journal.jsonl", journal.split("\n").toSpliced(1, 1).join("\n"))
      const { status, stdout } = await run(`access verify ${p("e")}`)
      expect([status, stdout]).toEqual([3, expect.stringContaining("row 2 of the journal")])
    })
  )
})

describe("bytes that are no text", () => {
  // EF BF BD and F1 BF BD read alike where a reader makes the best of what it gets.
  const spoiled = (path: string) => {
    const bytes = readFileSync(path)
    bytes[bytes.indexOf("\u{fffd}")] = 0xf1
    writeFileSync(path, bytes)
  }

  it(
    "are told from what they look like: by verify, exit 3, and wherever a file is read, exit 2",
    inWorld(async (run) => {
      const { list, path, read, write } = world()
      write("list.yaml", read("list.yaml").replaceAll("platform", "platf\u{fffd}rm"))
      await run(`access prune --allow-list ${list} --evidence ${path("e")} --yes`)
      expect((await run(`access verify ${path("e")}`)).status).toBe(0)
      spoiled(path("e/allow-list.yaml"))
      const { status, stdout } = await run(`access verify ${path("e")}`)
      expect([status, stdout]).toEqual([
        3,
        expect.stringContaining("allow-list.yaml: is not UTF-8 text")
      ])
      spoiled(list)
      const checked = await run(`access check --allow-list ${list}`)
      expect([checked.status, checked.stderr]).toEqual([
        2,
        expect.stringContaining("it is not UTF-8 text")
      ])
    })
  )
})

describe("codearts access allow", () => {
  const text = "# reviewed\ntenants: []\n"
  const line = "--owner platform --reason build --expires"

  it("writes an entry into the allow-list, and the next check is content with it", async () => {
    const { path, read, write } = directory()
    const list = write("list.yaml", text)
    for (const { region: name, vpcep_id } of tenants[0]?.vpceps ?? []) {
      const { sent, status } = await codearts(
        `access allow ${vpcep_id} --region ${name} ${line} never --allow-list ${list}`
      )
      expect([status, sent]).toEqual([0, []])
    }
    expect(read("list.yaml").startsWith("# reviewed\n")).toBe(true)
    const { status } = await codearts(
      `access check --all-regions --allow-list ${path("list.yaml")}`
    )
    expect(status).toBe(0)
  })

  it("leaves the file as it was where it would become invalid: exit 2", async () => {
    const { read, write } = directory()
    const list = write("list.yaml", text)
    const { status, stderr } = await codearts(`access allow ep-1 ${line} soon --allow-list ${list}`)
    expect([status, read("list.yaml")]).toEqual([2, text])
    expect(stderr).toContain("expires: must be a day")
  })
})

/** A network that ends with the first deletion, which the server has heard of or not. */
const endingAtDeletion = (under: Dispatcher, fate: "before" | "after") => {
  let ended = false
  return new Flaky(under, ({ method }) => {
    if (ended) return "before"
    ended = method === "DELETE"
    return ended ? fate : undefined
  })
}

describe("codearts access prune", () => {
  it.each(["before", "after"] as const)(
    "goes on with the command it names, from the directory alone, where the network ended %s the deletion",
    async (fate) => {
      const emulator = await emulatorOf()
      const { list, path } = world()
      const line = `access prune --allow-list ${list} --evidence ${path("e")} --yes`
      const cut = await codearts(line, { server: endingAtDeletion(emulator, fate) })
      expect([cut.status, rowsOf(cut.stdout)[0]?.[3]]).toEqual([5, "unknown"])
      expect(cut.stderr).not.toContain("\\u000a")
      const [, command = ""] = /codearts (access apply .*)$/mu.exec(cut.stderr) ?? []
      const resumed = await codearts(`${command} --yes`, { server: emulator })
      expect([resumed.status, rowsOf(resumed.stdout)[0]?.[3]]).toEqual([
        0,
        fate === "after" ? "deletedEarlier" : "deleted"
      ])
      expect((await codearts(`access verify ${path("e")}`)).status).toBe(0)
    }
  )

  it(
    "plans and applies in one, after showing what goes and why",
    inWorld(async (run) => {
      const { list, path } = world()
      const line = `access prune --allow-list ${list} --evidence ${path("e")}`
      const dry = await run(`${line} --dry-run`)
      expect([dry.status, rowsOf(dry.stdout)[0]?.[2]]).toEqual([
        0,
        expect.stringContaining("not-allowed:")
      ])
      expect(dry.sent.every(({ method }) => method === "GET")).toBe(true)
      expect(dry.stderr).toMatch(/^not sent:\n\nDELETE http\S+\/v2\/vpceps$/mu)
      expect(dry.stderr).toContain("Signature=***")
      const done = await run(`${line} --yes`)
      expect([done.status, rowsOf(done.stdout)[0]?.[3]]).toEqual([0, "deleted"])
      expect((await run(`access verify ${path("e")}`)).status).toBe(0)
      const clean = await run(`access prune --allow-list ${list} --evidence ${path("f")} --yes`)
      expect([clean.status, clean.stderr]).toEqual([0, expect.stringContaining("0 entries")])
    })
  )
})
