import { Effect } from "effect"
import { ask } from "./ask.ts"
import { type Environment, variable } from "./environment.ts"
import { readTextFile } from "./readFile.ts"
import { absent, broken, type Source } from "./Source.ts"
import { readTemporaryKey } from "./temporaryKey.ts"

const uriName = "HC_CONTAINER_CREDENTIALS_FULL_URI"
const fileName = "HC_CONTAINER_AUTHORIZATION_TOKEN_FILE"

// The pod's own token goes there, so in plain http to no other machine.
const nearby = /^(localhost|127(\.\d{1,3}){3}|169\.254(\.\d{1,3}){2}|\[::1\])$/u

const isTrusted = (uri: string) => {
  if (!URL.canParse(uri)) return false
  const { hostname, protocol } = new URL(uri)
  return protocol === "https:" || (protocol === "http:" && nearby.test(hostname))
}

const passage = { deadline: 5000 }

const settings = (environment: Environment) => {
  const uri = variable(environment, uriName)
  const file = variable(environment, fileName)
  if (uri === undefined && file === undefined) return Effect.fail(absent(`${uriName} is not set`))
  if (uri === undefined) return Effect.fail(broken(`${uriName} is not set, but ${fileName} is`))
  if (file === undefined) return Effect.fail(broken(`${fileName} is not set, but ${uriName} is`))
  return isTrusted(uri)
    ? Effect.succeed({ uri, file })
    : Effect.fail(broken(`${uriName} must be https, or http to an address of this machine`))
}

/** The temporary key that a cluster gives this pod. */
export const podIdentity = (environment: Environment): Source => ({
  name: "pod identity",
  find: Effect.gen(function* () {
    const { file, uri } = yield* settings(environment)
    const token = (yield* Effect.mapError(readTextFile(file), ({ why }) => broken(why))).trim()
    const headers = { Authorization: token, "Content-Type": "application/json" }
    const answer = yield* Effect.mapError(
      ask({ method: "POST", url: uri, headers, body: "{}" }, passage),
      (reason) => broken(`the pod identity agent did not answer (${reason})`)
    )
    if (answer.status !== 200) {
      return yield* broken(`the pod identity agent refused with status ${answer.status}`)
    }
    return yield* readTemporaryKey(answer.text, "the pod identity agent")
  })
})
