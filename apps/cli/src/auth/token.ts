import { type PasswordCredentials, passwordInput } from "@codearts/client"
import { Console, Effect, Redacted } from "effect"
import { Command } from "effect/cli"
import { Usage } from "../errors.ts"
import { textOutput } from "../output.ts"
import { printableJson } from "../printable.ts"
import { connect, connection, type Connection, credentials } from "../settings.ts"

const fresh = Effect.fnUntraced(function* (caller: PasswordCredentials, given: Connection) {
  const client = yield* connect(given)
  const issued = yield* client.createToken(passwordInput(caller, given.region))
  return { token: issued.subject_token, expires_at: issued.token.expires_at }
})

const tokenOf = Effect.fnUntraced(function* (given: Connection) {
  const { credentials: caller, ends } = yield* (yield* credentials).find
  switch (caller._tag) {
    case "Password":
      return yield* fresh(caller, given)
    case "Token":
      return {
        token: caller.token,
        ...(ends !== undefined && { expires_at: new Date(ends).toISOString() })
      }
    case "AccessKey":
      return yield* new Usage({
        message:
          "an access key signs each request and has no token; codearts auth login --user-name logs in a user, who has one"
      })
  }
})

/** `codearts auth token`: a token on stdout, for a script that asks for one. */
export const token = Command.make(
  "token",
  { ...connection, output: textOutput },
  Effect.fnUntraced(function* (given) {
    const { token, ...rest } = yield* tokenOf(given)
    const text = Redacted.value(token)
    yield* Console.log(given.output === "json" ? printableJson({ token: text, ...rest }) : text)
  })
).pipe(
  Command.withShortDescription("Print a token, for a script"),
  Command.withDescription(
    "Print a token for the X-Auth-Token header: a new one of 24 hours for a user with a password, scoped to the region's project, or the one that was kept. It is a secret: who has it is you."
  ),
  Command.withExamples([
    {
      command: "HW_AUTH_TOKEN=$(codearts auth token) terraform apply",
      description: "For another tool"
    },
    { command: "codearts auth token -o json", description: "With the time at which it ends" }
  ])
)
