import { Console, type Effect } from "effect"
import { CliOutput } from "effect/cli"

const formatter = CliOutput.defaultFormatter({ colors: false })

const usageText = ({ commandPath, errors }: CliOutput.Presenter.InvalidInvocation) =>
  [
    ...errors.map(({ message }) => `error: ${message}`),
    `  more: ${commandPath.join(" ")} --help`
  ].join("\n")

const present = (event: CliOutput.Presenter.Event): Effect.Effect<void> => {
  switch (event._tag) {
    case "Help":
      return Console.log(formatter.formatHelpDoc(event.helpDoc))
    case "InvalidInvocation":
      return Console.error(usageText(event))
    case "Version":
      return Console.log(formatter.formatVersion(event.name, event.version))
  }
}

/** Help goes to stdout where it was asked for; wrong usage gets its reason on stderr, and where to read on. */
export const presenter: CliOutput.Presenter = { present }
