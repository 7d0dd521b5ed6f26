import { Console, Effect } from "effect"
import { Argument, Command, Completions } from "effect/cli"

const shells = ["bash", "zsh", "fish", "powershell"] as const

/** Every noun is wanted; loaded late, for the table of them has this one. */
const root = async (): Promise<Command.Command.Any> => (await import("../codearts.ts")).codearts([])

/** `codearts completion`: the script by which a shell completes the command. */
export const completion = Command.make(
  "completion",
  {
    shell: Argument.Literals("shell", shells).pipe(
      Argument.withDescription("Shell that the script is for")
    )
  },
  Effect.fnUntraced(function* ({ shell }) {
    const command = yield* Effect.promise(root)
    const script = Completions.generate(command.name, shell, Completions.fromCommand(command))
    // The script says of itself how it is made.
    yield* Console.log(
      script.replaceAll(`${command.name} --completions`, `${command.name} completion`)
    )
  })
).pipe(
  Command.withShortDescription("Print the completion script of a shell"),
  Command.withDescription(
    "Print the script by which a shell completes commands and flags. It asks nobody and reads no settings."
  ),
  Command.withExamples([
    { command: 'eval "$(codearts completion bash)"', description: "In ~/.bashrc" },
    {
      command: "codearts completion zsh > ~/.zfunc/_codearts",
      description: "With fpath+=~/.zfunc before compinit in ~/.zshrc"
    },
    {
      command: "codearts completion fish > ~/.config/fish/completions/codearts.fish",
      description: "For fish"
    },
    {
      command: "codearts completion powershell | Out-String | Invoke-Expression",
      description: "In the profile of PowerShell"
    }
  ])
)
