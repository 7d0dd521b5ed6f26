import { header, parseJson, type ReceivedRequest } from "@codearts/ingress"
import { Result } from "effect"
import { Refusal, refuse } from "./refusal.ts"

// Bodies are read as UTF-8, so a type that names another charset would give them a second meaning.
const json = /^application\/json[ \t]*(;[ \t]*(charset=("utf-?8"|utf-?8)[ \t]*)?)?$/iu

// The code is documented with 400 alone; 415 is HTTP's own word for it.
const unsupported = (detail: string) => {
  const { error_code, error_msg } = refuse("UC.00011001", 400, detail)
  return new Refusal({ status: 415, error_code, error_msg })
}

const wrongType = (request: ReceivedRequest): Refusal | undefined => {
  if (!json.test(header(request, "content-type") ?? ""))
    return unsupported("Content-Type must be application/json, in UTF-8")
  if ((header(request, "content-encoding") ?? "identity") !== "identity")
    return unsupported("Content-Encoding is not undone here")
  return undefined
}

/** The JSON of a body, `undefined` without one. What a GET carries needs no media type. */
export const readBody = (request: ReceivedRequest): Result.Result<unknown, Refusal> => {
  if (request.body.length === 0) return Result.succeed(undefined)
  const wrong = request.method === "GET" ? undefined : wrongType(request)
  if (wrong !== undefined) return Result.fail(wrong)
  const parsed = parseJson(request.body)
  return parsed.ok
    ? Result.succeed(parsed.value)
    : Result.fail(refuse("UC.00011001", 400, parsed.problem))
}
