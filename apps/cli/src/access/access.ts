import { Command } from "effect/cli"
import { allow } from "./allow.ts"
import { apply } from "./apply.ts"
import { approve } from "./approve.ts"
import { check } from "./check.ts"
import { diff } from "./diff.ts"
import { plan } from "./plan.ts"
import { prune } from "./prune.ts"
import { report } from "./report.ts"
import { snapshot } from "./snapshot.ts"
import { verify } from "./verify.ts"

/** `codearts access` */
export const access = Command.make("access").pipe(
  Command.withShortDescription("Know, remove and prove which VPC endpoints may reach which tenant"),
  Command.withDescription(
    "Know, remove and prove which VPC endpoints may reach which tenant. To know: check. To remove at once: prune. To remove with a second person: snapshot, plan, approve, apply. To prove: verify, which anybody can."
  ),
  Command.withSubcommands([
    check,
    snapshot,
    diff,
    plan,
    approve,
    apply,
    prune,
    verify,
    report,
    allow
  ])
)
