import { Command } from "effect/cli"
import { login } from "./login.ts"
import { logout } from "./logout.ts"
import { status } from "./status.ts"
import { token } from "./token.ts"

/** `codearts auth` */
export const auth = Command.make("auth").pipe(
  Command.withShortDescription("Who calls: keep credentials, show them, take them away"),
  Command.withDescription(
    "Who calls: keep credentials of a profile, show who they are, take them away, print a token."
  ),
  Command.withSubcommands([login, logout, status, token])
)
