import { lookup } from "@codearts/error-catalog"
import { UnknownCode } from "../errors.ts"
import { nearest } from "./nearest.ts"

const known = (code: string, statuses: ReadonlyArray<number>) =>
  new UnknownCode({
    message: `the catalog has ${code} with status ${statuses.join(", ")}`,
    more: `codearts error explain ${code}`
  })

/** A code, or a code with a status, that the catalog does not have, and what comes nearest to it. */
export const unknownCode = (code: string): UnknownCode => {
  const [row, ...others] = lookup(code)
  if (row !== undefined)
    return known(
      row.code,
      [row, ...others].map(({ status }) => status)
    )
  const alike = nearest(code)
  const [best] = alike
  return new UnknownCode({
    message: `the catalog has no code ${code}${best === undefined ? "" : `; did you mean ${alike.join(" or ")}?`}`,
    more: best === undefined ? "codearts error list" : `codearts error explain ${best}`
  })
}
