import { allOperations, type Operation } from "./operation.ts"

/** Where a request leads: to an operation, to a known address by a wrong method, or nowhere. */
export type Route =
  | { readonly _tag: "Operation"; readonly operation: Operation }
  | { readonly _tag: "WrongMethod"; readonly allow: ReadonlyArray<string> }
  | { readonly _tag: "NotFound" }

// The document prints this one address with a slash at its end (6.3.1), and only this one.
const alsoWithSlash = "/v3/projects"

const addressOf = (operation: Operation, pathPrefix: string) =>
  operation.group === "vpcep" ? `${pathPrefix}${operation.path}` : operation.path

const plain = (path: string) => (path === `${alsoWithSlash}/` ? alsoWithSlash : path)

/**
 * The operation at a method and a raw path. Paths match to the letter: another case, an encoded
 * letter or a slash at the end is another address.
 */
export const route = (method: string, path: string, pathPrefix = ""): Route => {
  const here = allOperations.filter((operation) => addressOf(operation, pathPrefix) === plain(path))
  const found = here.find((operation) => operation.method === method)
  if (found !== undefined) return { _tag: "Operation", operation: found }
  return here.length === 0
    ? { _tag: "NotFound" }
    : { _tag: "WrongMethod", allow: [...here.map((operation) => operation.method), "OPTIONS"] }
}
