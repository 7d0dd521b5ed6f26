import { Console, Effect } from "effect"
import { type CliError, CliOutput } from "effect/cli"
import { printable } from "./printable.ts"

type UsageError = CliError.NonShowHelpErrors

const rule = (expected: string) =>
  expected.replace(/^Schema validation failed: /u, "").replace(/^Expected:? /u, "must be ")

const flagOrArgument = ({ kind, option }: CliError.InvalidValue) =>
  kind === "flag" ? `--${option}` : `<${option}>`

const reason = (error: UsageError): string => {
  switch (error._tag) {
    case "InvalidValue":
      return `${flagOrArgument(error)}: ${rule(error.expected)}`
    case "MissingOption":
      return `--${error.option} is required`
    case "MissingArgument":
      return `<${error.argument}> is required`
    default:
      return error.message.replaceAll(/\s*\n\s*/gu, " ").trim()
  }
}

/** Help goes to stdout where it was asked for; wrong usage gets its reason on stderr, and where to read on. */
export const presenter: CliOutput.Presenter = {
  present: (event) => {
    if (event._tag !== "InvalidInvocation") return CliOutput.defaultPresenter.present(event)
    const lines = [
      ...event.errors.map((error) => `error: ${printable(reason(error))}`),
      `  more: ${event.commandPath.join(" ")} --help`
    ]
    return Effect.asVoid(Console.error(lines.join("\n")))
  }
}
