import type { ExplainedPart, ExplainedSignature } from "@codearts/signing"
import { printable } from "../printable.ts"

const partText = ({ part, rule, text }: ExplainedPart) =>
  `  ${text === "" ? "(an empty line)" : printable(text)}\n    ${part}: ${rule}`

const stageText = (title: string, parts: ReadonlyArray<ExplainedPart>) =>
  [title, ...parts.map(partText)].join("\n")

/** The three stages for a person: each line, and below it the rule it follows. */
export const explanationText = (stages: ExplainedSignature): string =>
  [
    stageText(
      "1. Canonical request: the request in the one spelling that both sides agree on; an empty line follows the headers",
      stages.canonicalRequest
    ),
    stageText("2. String to sign: what the signature is computed over", stages.stringToSign),
    stageText("3. Authorization: the header that goes with the request", stages.authorization)
  ].join("\n\n")
