import { type EvidenceVerdict, type Expected, verifyEvidence } from "@codearts/access"
import { Console, Effect } from "effect"
import { Argument, Command, Flag } from "effect/cli"
import { Differs } from "../errors.ts"
import { showText, textOutput } from "../output.ts"
import { present } from "../present.ts"
import { printable, printableJson } from "../printable.ts"
import { readDirectory } from "./files.ts"

const textOf = ({ finished, head, outcomes, problems, signedBy }: EvidenceVerdict) =>
  [
    problems.length === 0 ? "sound" : "NOT sound",
    ...problems.map((problem) => `  ${printable(problem)}`),
    `finished: ${finished ? "yes" : "no"}`,
    `outcomes: ${Object.entries(outcomes)
      .map(([outcome, count]) => `${count} ${outcome}`)
      .join(", ")}`,
    `head:     ${head ?? "-"}`,
    `signed:   ${signedBy === undefined ? "by nobody, so that anybody can have made it: keep its head elsewhere" : `by ${signedBy}`}`
  ].join("\n")

const noText = (name: string) => `${name}: is not UTF-8 text`

/** The verdict on the files of a directory. What is no text cannot be what was kept. */
const verdictOn = (
  files: ReadonlyMap<string, string | undefined>,
  expected: Expected
): EvidenceVerdict => {
  const texts = new Map([...files].map(([name, text]) => [name, text ?? ""]))
  const verdict = verifyEvidence(texts, expected)
  const strange = [...files].filter(([, text]) => text === undefined)
  return { ...verdict, problems: [...strange.map(([name]) => noText(name)), ...verdict.problems] }
}

/** `codearts access verify`: whether evidence holds, without a network. */
export const verify = Command.make(
  "verify",
  {
    evidence: Argument.String("evidence").pipe(
      Argument.withDescription("Directory of the evidence")
    ),
    head: Flag.optional(
      Flag.String("head").pipe(
        Flag.withDescription("The head of the journal as apply told it, kept elsewhere")
      )
    ),
    "signed-by": Flag.optional(
      Flag.String("signed-by").pipe(
        Flag.withDescription("Public key that must have signed it: the middle line of its PEM file")
      )
    ),
    output: textOutput
  },
  Effect.fnUntraced(function* (given) {
    const files = yield* readDirectory(given.evidence)
    const verdict = verdictOn(files, present({ head: given.head, key: given["signed-by"] }))
    yield* given.output === "json" ? Console.log(printableJson(verdict)) : showText(textOf(verdict))
    if (verdict.problems.length > 0) return yield* new Differs()
  })
).pipe(
  Command.withShortDescription("Verify evidence without a network: exit 3 if it does not hold"),
  Command.withDescription(
    "Verify evidence without a network: every byte, the chain of the journal, the approvals and the guards. Exit 3 if it does not hold, each fault by its file and row."
  ),
  Command.withExamples([
    {
      command: "codearts access verify 2026-05 --head sha256:...",
      description: "Held to the head that apply told"
    }
  ])
)
