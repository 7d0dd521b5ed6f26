import type { Explanation } from "@codearts/error-catalog"
import { printable } from "./printable.ts"

/** An explanation for a person: what, why, what to do, whether to try again. */
export const explanation = ({
  action,
  advice,
  error_code,
  error_msg,
  meaning,
  status
}: Explanation): string =>
  [
    [status, printable(error_code), printable(error_msg)].filter(Boolean).join(" "),
    `  why:   ${meaning}`,
    `  do:    ${action}`,
    `  retry: ${advice}`
  ].join("\n")
