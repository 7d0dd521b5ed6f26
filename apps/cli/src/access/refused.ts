import type { GuardRefused, NotApproved, StalePlan } from "@codearts/access"
import { Refused } from "../errors.ts"

const explained = {
  GuardRefused: { code: "KIT.0001 ", more: "codearts error explain KIT.0001" },
  NotApproved: { code: "KIT.0002 ", more: "codearts error explain KIT.0002" },
  StalePlan: { code: "", more: "codearts access plan --help" }
}

/** A deletion that is not to be, as the command line tells it, and where to read what to do. */
export const refused = ({ _tag, message }: GuardRefused | NotApproved | StalePlan): Refused => {
  const { code, more } = explained[_tag]
  return new Refused({ message: `${code}${message}; nothing was deleted`, more })
}
