import type { AllowList } from "../allowList.ts"
import { literal } from "./markdownTable.ts"

/** Who signed with a key: by name where the allow-list knows it, for a key says nothing to people. */
export const signedBy = ({ approvals }: AllowList, signer: string | undefined): string => {
  if (signer === undefined) return "nobody"
  const known = approvals?.approvers.find(({ key }) => key === signer)
  return known === undefined ? `the key ${signer}` : `${literal(known.name)} (${signer})`
}
