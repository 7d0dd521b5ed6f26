import { describe, expect, it } from "@effect/vitest"
import { type CodeArts, codearts, ids, inWorld, person, type Sent } from "./codearts.ts"
import { page, type Reply, server } from "./server.ts"

const [first = "", second = "", third = ""] = ids

const left = async (codearts: CodeArts) => {
  const { stdout } = await codearts("vpcep list -o json")
  const answer: { readonly data: { readonly vpceps: ReadonlyArray<{ vpcep_id: string }> } } =
    JSON.parse(stdout)
  return answer.data.vpceps.map(({ vpcep_id }) => vpcep_id)
}

const methods = (sent: ReadonlyArray<Sent>) => sent.map(({ method }) => method)

/** Lists what it is told to, and answers a deletion with the reply. */
const deleting = (listed: ReadonlyArray<object>, reply: Reply) =>
  server(({ method }) => (method === "GET" ? page(listed) : reply))

const deleted = (total: number): Reply => ({ status: 200, body: { status: "ok", total } })

describe("codearts vpcep delete", () => {
  it(
    "shows what would go, asks for the count, and deletes all that was named",
    inWorld(async (codearts) => {
      const { asked, status, stderr, stdout } = await codearts(`vpcep delete ${second} ${first}`, {
        terminal: person,
        typed: " 2 "
      })
      expect(status).toBe(0)
      expect(stderr).toContain("2 entries to delete:")
      expect(stderr).toContain("CodeArts Repo (Singapore)")
      expect(asked).toEqual(["This cannot be undone. To delete, type the number of entries (2): "])
      expect(stdout.split("\n").map((line) => line.split(/ {2,}/u))).toEqual([
        ["vpcep_id", "region", "outcome"],
        [first, "ap-southeast-3", "deleted"],
        [second, "ap-southeast-3", "deleted"]
      ])
      expect(await left(codearts)).toEqual([...ids.slice(2), expect.any(String)])
    })
  )

  it.each(["1", "", "y", "yes", "22", "2.0"])(
    "deletes nothing when %j is typed: exit 2",
    async (typed) => {
      const outcome = await codearts(`vpcep delete ${first} ${second}`, { terminal: person, typed })
      expect([outcome.status, outcome.stdout]).toEqual([2, ""])
      expect(outcome.stderr).toContain("error: not confirmed; nothing was deleted")
      expect(methods(outcome.sent)).toEqual(["GET"])
    }
  )

  it(
    "deletes without asking with --yes, and still says what went",
    inWorld(async (codearts) => {
      const { asked, status, stderr, stdout } = await codearts(
        `vpcep delete ${first} --yes -o json`
      )
      expect([status, asked]).toEqual([0, []])
      expect(JSON.parse(stdout)).toEqual({ status: "ok", total: 1 })
      expect(stderr).toContain("1 entry to delete:")
      expect(await left(codearts)).not.toContain(first)
    })
  )

  it.each([{}, { terminal: person }])(
    "shows what would go with --dry-run, as data, and deletes and asks nothing",
    async (circumstances) => {
      const outcome = await codearts(
        `vpcep delete ${first} ${third} --dry-run --yes -o json`,
        circumstances
      )
      const answer = JSON.parse(outcome.stdout)
      expect(outcome).toMatchObject({ status: 0, asked: [] })
      expect(methods(outcome.sent)).toEqual(["GET"])
      expect(answer.total).toBe(2)
      expect(answer.data.vpceps[1]).toMatchObject({ vpcep_id: third, creator: "admin" })
    }
  )

  it("shows with --dry-run the request as it would be signed, its proof hidden", async () => {
    const { sent, stderr, stdout } = await codearts(`vpcep delete ${first} --dry-run -o json`)
    const { request } = JSON.parse(stdout)
    expect(request).toMatchObject({
      method: "DELETE",
      url: "http://127.0.0.1:1/v2/vpceps",
      headers: {
        region: "ap-southeast-3",
        "x-sdk-date": expect.stringMatching(/^\d{8}T\d{6}Z$/u),
        authorization: expect.stringMatching(
          /^SDK-HMAC-SHA256 Access=\w+, SignedHeaders=[\w;-]+, Signature=\*\*\*$/u
        )
      }
    })
    expect(JSON.parse(request.body)).toMatchObject({ vpceps: [{ vpcep_id: first }] })
    expect(stderr).toContain("not sent:\n\nDELETE http://127.0.0.1:1/v2/vpceps\n")
    expect(stderr).toContain(`\n\n${request.body}`)
    expect(methods(sent)).toEqual(["GET"])
  })

  it("signs with --dry-run what a deletion sends, but for its date", async () => {
    const listed = deleting([{ vpcep_id: "a" }], deleted(1))
    const dry = await codearts("vpcep delete a --dry-run -o json", { server: listed })
    const { sent } = await codearts("vpcep delete a --yes", { server: listed })
    const { body, headers, method, url } = JSON.parse(dry.stdout).request
    const [, deletion] = sent
    expect([method, url, body]).toEqual([
      "DELETE",
      `${String(deletion?.origin)}${deletion?.path}`,
      deletion?.body
    ])
    const named = [deletion?.headers].flat(2).filter((_, index) => index % 2 === 0)
    expect(Object.keys(headers)).toEqual(named)
  })

  it.each([
    ["a token", { HW_AUTH_TOKEN: "canary" }, "x-auth-token"],
    [
      "a temporary key",
      {
        HUAWEICLOUD_SDK_AK: "KEY",
        HUAWEICLOUD_SDK_SK: "s",
        HUAWEICLOUD_SDK_SECURITY_TOKEN: "canary"
      },
      "x-security-token"
    ]
  ])("hides %s in that request", async (_, secrets, name) => {
    const none = { HUAWEICLOUD_SDK_AK: "", HUAWEICLOUD_SDK_SK: "" }
    const { status, stderr, stdout } = await codearts("vpcep delete a --dry-run -o json", {
      env: { ...none, ...secrets },
      server: deleting([{ vpcep_id: "a" }], deleted(1))
    })
    expect([status, JSON.parse(stdout).request.headers[name]]).toEqual([0, "***"])
    expect(stderr).toContain(`${name}: ***`)
    expect(stdout + stderr).not.toContain("canary")
  })

  it("says with --dry-run why a deletion could not be sent, and shows no request", async () => {
    const env = { HUAWEICLOUD_SDK_AK: "", HUAWEICLOUD_SDK_SK: "" }
    const { status, stdout } = await codearts("vpcep delete a --dry-run", { env })
    expect([status, stdout]).toEqual([4, ""])
  })

  it("deletes nothing when one id is not listed, and names it: exit 1", async () => {
    const outcome = await codearts(`vpcep delete ${first} nowhere --yes`)
    expect([outcome.status, outcome.stdout]).toEqual([1, ""])
    expect(outcome.stderr).toContain(
      "nothing was deleted; not in the list of ap-southeast-3: nowhere"
    )
    expect(methods(outcome.sent)).toEqual(["GET"])
  })

  it(
    "deletes nothing that is listed for another region: exit 1",
    inWorld(async (codearts) => {
      const elsewhere = (await left(codearts)).at(-1) ?? ""
      const { sent, status } = await codearts(`vpcep delete ${elsewhere} --yes`)
      expect([status, methods(sent)]).toEqual([1, ["GET"]])
      expect((await codearts(`vpcep delete ${elsewhere} --yes --region la-north-2`)).status).toBe(0)
    })
  )

  it(
    "takes an id that is named twice for one",
    inWorld(async (codearts) => {
      const { asked } = await codearts(`vpcep delete ${first} ${first}`, {
        terminal: person,
        typed: "1"
      })
      expect(asked[0]).toContain("(1)")
      expect(await left(codearts)).toHaveLength(7)
    })
  )

  const tooMany = Array.from({ length: 31 }, (_, index) => `vp-${index}`).join(" ")

  it.each([
    ["without an id", "", "<vpcep-id> is required"],
    ["with 31 of them", tooMany, "one argument too many: vp-30"],
    [
      "with one that no endpoint can have",
      "VP-1",
      "<vpcep-id>: must be 1 to 40 digits, lower-case letters"
    ]
  ])("is wrong usage %s, and sends nothing: exit 2", async (_, named, reason) => {
    const outcome = await codearts(`vpcep delete --yes ${named}`)
    expect(outcome).toMatchObject({ status: 2, stdout: "", sent: [] })
    expect(outcome.stderr).toContain(`error: ${reason}`)
  })

  it("deletes nothing but what was named, whatever else the list answers", async () => {
    const talkative = deleting([{ vpcep_id: "a" }, { vpcep_id: "b" }], deleted(1))
    const { sent, status } = await codearts("vpcep delete b --yes", { server: talkative })
    expect(status).toBe(0)
    expect(sent[1]?.body).toMatch(/"vpceps":\[\{"vpcep_id":"b"\}\]/u)
  })

  it("claims no deletion that the API does not confirm in full: exit 5", async () => {
    const half = deleting([{ vpcep_id: "a" }, { vpcep_id: "b" }], deleted(1))
    const { status, stderr, stdout } = await codearts("vpcep delete a b --yes", { server: half })
    expect([status, stdout]).toEqual([5, ""])
    expect(stderr).toContain("1 deleted where 2 were asked for")
    expect(stderr).toContain("codearts vpcep list")
  })

  it.each([
    ["no answer", new Error("other side closed")],
    ["an answer that cannot be read", { status: 200, body: "<html>" }],
    ["another success than the documented one", { status: 204, body: "" }],
    ["an answer that does not say ok", { status: 200, body: { status: "fail", total: 1 } }]
  ])("says that a deletion with %s may have been carried out: exit 1", async (_, reply) => {
    const deaf = deleting([{ vpcep_id: "a" }], reply)
    const { status, stderr, stdout } = await codearts("vpcep delete a --yes", { server: deaf })
    expect([status, stdout]).toEqual([1, ""])
    expect(stderr).toContain("may have been carried out")
    expect(stderr).toContain("Run codearts vpcep list to see what is left")
  })

  it("passes on a refusal of the API, with its explanation: exit 1", async () => {
    const refusal = { error_code: "UC.00011063", error_msg: "Failed to obtain the Redis lock." }
    const busy = deleting([{ vpcep_id: "a" }], { status: 409, body: refusal })
    const { status, stderr, stdout } = await codearts("vpcep delete a --yes", { server: busy })
    expect([status, stdout]).toEqual([1, ""])
    expect(stderr).toContain("more: codearts error explain UC.00011063")
  })
})
