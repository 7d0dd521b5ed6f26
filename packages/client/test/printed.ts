import { inspect } from "node:util"

/** Every way a value can come to be printed. */
export const printed = (value: unknown): string => {
  const error = value instanceof Error ? [value.message, value.stack, String(value)] : []
  const cause = value instanceof Error && value.cause !== undefined ? printed(value.cause) : ""
  return [
    ...error,
    cause,
    JSON.stringify(value),
    inspect(value, { depth: Infinity, showHidden: true, getters: true })
  ].join("\n")
}
