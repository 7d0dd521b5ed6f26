import type { GuardRefused, NotApproved, StalePlan } from "@codearts/access"
import { Refused } from "../errors.ts"

const codes = { GuardRefused: "KIT.0001 ", NotApproved: "KIT.0002 ", StalePlan: "" }

/** A deletion that is not to be, as the command line tells it. */
export const refused = ({ _tag, message }: GuardRefused | NotApproved | StalePlan): Refused =>
  new Refused({ message: `${codes[_tag]}${message}; nothing was deleted` })
