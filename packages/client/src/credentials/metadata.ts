import { Effect } from "effect"
import { type Answered, ask } from "./ask.ts"
import { absent, type Source } from "./Source.ts"
import { readTemporaryKey } from "./temporaryKey.ts"

// Of the address that every server of the cloud has its metadata at.
const origin = "http://169.254.169.254"

const passage = { deadline: 3000 }

// A metadata service without tokens answers one of these, and wants none.
const withoutTokens: ReadonlySet<number> = new Set([404, 405, 503])

const noAgency = "Please configure Cloud Service Agency first"

const silent = (reason: string) => absent(`no metadata service answers here (${reason})`)

const metadataToken = Effect.fnUntraced(function* (from: string) {
  const url = `${from}/meta-data/latest/api/token`
  const headers = { "X-Metadata-Token-Ttl-Seconds": "21600" }
  const answer = yield* Effect.mapError(ask({ method: "PUT", url, headers }, passage), silent)
  if (answer.status === 200) return { "X-Metadata-Token": answer.text.trim() }
  if (withoutTokens.has(answer.status)) return {}
  return yield* absent(`the metadata service refused a token with status ${answer.status}`)
})

const refused = ({ status, text }: Answered) =>
  absent(
    text.includes(noAgency)
      ? "this server has no agency"
      : `the metadata service refused its key with status ${status}`
  )

/** The temporary key of the agency of the server this runs on; `from` is for another metadata service. */
export const metadata = (from: string = origin): Source => ({
  name: "server metadata",
  find: Effect.gen(function* () {
    const headers = yield* metadataToken(from)
    const url = `${from}/openstack/latest/securitykey`
    const answer = yield* Effect.mapError(ask({ method: "GET", url, headers }, passage), silent)
    if (answer.status !== 200) return yield* refused(answer)
    return yield* readTemporaryKey(answer.text, "the metadata service")
  })
})
