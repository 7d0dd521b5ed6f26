import { Console, Effect } from "effect"
import { type CliError, CliOutput, type HelpDoc, TerminalCapabilities } from "effect/cli"
import { variablesOf } from "./flags.ts"
import { showText } from "./output.ts"
import { printable } from "./printable.ts"
import { profileValueOf } from "./profile.ts"
import { report } from "./report.ts"
import { Terminal } from "./Terminal.ts"

type UsageError = CliError.NonShowHelpErrors

const mustBe = (expected: string) =>
  expected
    .replace(/^(?:Schema validation failed: )?(?:Expected:? )?/u, "must be ")
    .replace(/\n\s+at \[.*$/su, "") // the place within the value
    .replace(/^must be at most 1 value$/u, "must be given once")
    .replaceAll('"', "")
    .replaceAll(" | ", " or ")

// How a value from the environment or the profile is refused: the rule, then its name; and a broken profile.
const fromVariable = /^SchemaError\((.*)\n\s+at \["([\w -]+)"\]\)$/su
const fromProfile = /^SourceError: (.*)$/su

const invalidValue = ({ expected, kind, option, value }: CliError.InvalidValue): string => {
  const [, rule, variable] = fromVariable.exec(expected) ?? []
  if (rule !== undefined) return `${variable}: ${mustBe(rule)}`
  const [, broken] = fromProfile.exec(expected) ?? []
  if (broken !== undefined) return broken
  if (kind === "argument") return `<${option}>: ${mustBe(expected)}`
  return value === "" ? `--${option}: needs a value` : `--${option}: ${mustBe(expected)}`
}

const missing = (flag: string): string => {
  const variables = variablesOf(flag)
  const profile = profileValueOf(flag).map((value) => `, or the ${value}`)
  return variables.length === 0
    ? `--${flag} is required`
    : `--${flag} is required: give it, or set ${variables.join(" or ")}${profile.join("")}`
}

const perhaps = (suggestions: ReadonlyArray<string>) =>
  suggestions.length === 0 ? "" : `; did you mean ${suggestions.join(" or ")}?`

const reason = (error: UsageError): string => {
  switch (error._tag) {
    case "InvalidValue":
      return invalidValue(error)
    case "MissingOption":
      return missing(error.option)
    case "MissingArgument":
      return `<${error.argument}> is required`
    case "UnexpectedArgument":
      return `one argument too many: ${error.arguments.join(" ")}`
    case "UnknownSubcommand":
      return `no such command: ${error.subcommand}${perhaps(error.suggestions)}`
    case "UnrecognizedOption":
      return `no such flag: ${error.option}${perhaps(error.suggestions)}`
    default:
      return error.message
  }
}

const usageText = ({ commandPath, errors }: CliOutput.Presenter.InvalidInvocation) =>
  [
    ...errors.map((error) => `error: ${printable(reason(error))}`),
    `  help: ${commandPath.join(" ")} --help`,
    "  more: codearts error explain KIT.0101"
  ].join("\n")

/** A command that takes arguments of its own does something without a subcommand, too. */
const withUsage = (doc: HelpDoc.HelpDoc): HelpDoc.HelpDoc =>
  doc.args === undefined
    ? doc
    : { ...doc, usage: doc.usage.replace("<subcommand> [flags]", "[flags]") }

const present = Effect.fnUntraced(function* (event: CliOutput.Presenter.Event) {
  const { stdoutIsTerminal } = yield* Terminal
  const { canColor } = yield* TerminalCapabilities.TerminalCapabilities
  const formatter = CliOutput.defaultFormatter({
    colors: stdoutIsTerminal && canColor,
    globalFlags: "summary"
  })
  switch (event._tag) {
    case "Help":
      return yield* showText(formatter.formatHelpDoc(withUsage(event.helpDoc)))
    case "InvalidInvocation":
      return yield* report(usageText(event))
    case "Version":
      return yield* Console.log(formatter.formatVersion(event.name, event.version))
  }
})

/** Help goes to stdout where it was asked for; wrong usage gets its reason on stderr, and where to read on. */
export const presenter = Effect.map(Terminal, (terminal): CliOutput.Presenter => ({
  present: (event) => Effect.provideService(present(event), Terminal, terminal)
}))
