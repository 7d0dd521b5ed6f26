import { type AuditVerdict, readAudit } from "@codearts/access"
import { Console, Effect } from "effect"
import { Argument, Command, Flag } from "effect/cli"
import { readText } from "../access/files.ts"
import { Differs } from "../errors.ts"
import { showText, textOutput } from "../output.ts"
import { present } from "../present.ts"
import { printable, printableJson } from "../printable.ts"

const counts = ({ open, rows }: AuditVerdict) => {
  const outcomes = rows.map(({ event }) =>
    event.event === "answered" ? event.outcome : event.event
  )
  const told = (name: string) => outcomes.filter((outcome) => outcome === name).length
  return {
    accepted: told("accepted"),
    done: told("done"),
    refused_upstream:
      told("refused") - rows.filter(({ event }) => event.event === "refused").length,
    unsent: told("unsent"),
    unknown: told("unknown"),
    unanswered: open.length,
    refused: rows.filter(({ event }) => event.event === "refused").length,
    read: told("read")
  }
}

const textOf = (verdict: AuditVerdict) => {
  const { head, problems, rows, signedBy } = verdict
  const told = Object.entries(counts(verdict)).filter(([, count]) => count > 0)
  return [
    problems.length === 0 ? "whole" : "NOT whole",
    ...problems.map((problem) => `  ${printable(problem)}`),
    `rows:   ${rows.length === 0 ? "none" : `${rows[0]?.row} to ${rows.at(-1)?.row}`}`,
    ...told.map(([name, count]) => `  ${count} ${name.replace("_", " ")}`),
    `head:   ${head}`,
    `signed: ${signedBy === undefined ? "by nobody, so that anybody can have made it: keep its head elsewhere" : `by ${signedBy}`}`
  ].join("\n")
}

/** `codearts audit verify`: whether an exported audit is whole, without a network. */
export const verify = Command.make(
  "verify",
  {
    file: Argument.String("file").pipe(
      Argument.withDescription("What codearts audit export printed, as JSON lines")
    ),
    head: Flag.optional(
      Flag.String("head").pipe(
        Flag.withDescription("The head that it must end with, kept elsewhere")
      )
    ),
    "signed-by": Flag.optional(
      Flag.String("signed-by").pipe(
        Flag.withDescription(
          "Public key that must have signed its head: the middle line of its PEM file"
        )
      )
    ),
    after: Flag.optional(
      Flag.String("after").pipe(Flag.withDescription("The head of the export that it goes on from"))
    ),
    output: textOutput
  },
  Effect.fnUntraced(function* ({ after, file, head, output, "signed-by": key }) {
    const verdict = readAudit(yield* readText(file), present({ head, key, after }))
    const { problems, signedBy } = verdict
    const told = { problems, ...counts(verdict), head: verdict.head, signedBy }
    yield* output === "json" ? Console.log(printableJson(told)) : showText(textOf(verdict))
    if (problems.length > 0) return yield* new Differs()
  })
).pipe(
  Command.withShortDescription(
    "Verify an exported audit without a network: exit 3 if it is broken"
  ),
  Command.withDescription(
    "Verify an exported audit without a network: every byte, every row's place in the chain, the answer of every change, the head and its signature. Exit 3 if it is broken, the first fault by its row."
  ),
  Command.withExamples([
    { command: "codearts audit verify audit.jsonl", description: "By itself" },
    {
      command: "codearts audit verify audit.jsonl --signed-by MCowBQYDK2VwAyEA...",
      description: "Held to the key of the gateway, so that nobody else can have made it"
    }
  ])
)
