import type { AdminInput } from "@codearts/emulator/admin"
import { Result } from "effect"

/** What one request meets. */
export type Step = AdminInput<"addFault">["steps"][number]

/** How a step is written that is no code. */
const words: Readonly<Record<string, Step>> = {
  ok: {},
  reset: { reset: "before" },
  "reset-after": { reset: "after" }
}

/** A step as the command line has it: a word, a code, or a code with its status after a colon. */
export const readStep = (text: string): Result.Result<Step, string> => {
  const word = words[text]
  if (word !== undefined) return Result.succeed(word)
  const [, error_code, status] = /^([A-Za-z0-9._-]+?)(?::(\d{3}))?$/u.exec(text) ?? []
  if (error_code === undefined)
    return Result.fail("must be CODE, CODE:STATUS, ok, reset or reset-after")
  return Result.succeed({ error_code, ...(status !== undefined && { status: Number(status) }) })
}

/** A step as the command line has it. */
export const writeStep = ({ error_code, reset, status }: Step): string => {
  if (error_code !== undefined) return status === undefined ? error_code : `${error_code}:${status}`
  if (reset === undefined) return "ok"
  return reset === "before" ? "reset" : "reset-after"
}
