import { Cause, Logger } from "effect"
import type { LineWriter } from "./lineWriter.ts"
import { logLine } from "./logLine.ts"

const textOf = (message: unknown): string =>
  [message]
    .flat()
    .map((part) => (typeof part === "string" ? part : part instanceof Error ? part.message : ""))
    .filter((part) => part !== "")
    .join(" ")

const stackOf = (message: unknown, cause: Cause.Cause<unknown>): string | undefined => {
  const [defect] = [message].flat().filter((part) => part instanceof Error)
  if (defect !== undefined) return defect.stack
  return cause.reasons.length === 0 ? undefined : Cause.pretty(cause)
}

/** Logs in JSON, a line each; of what is no text and no error nothing, because it may hold a secret. */
export const jsonLogger = (writer: LineWriter) =>
  Logger.make(({ cause, date, logLevel, message }) => {
    const stack = stackOf(message, cause)
    writer.write(
      logLine({
        date,
        level: logLevel.toUpperCase(),
        message: textOf(message),
        ...(stack !== undefined && { cause: stack })
      })
    )
  })
