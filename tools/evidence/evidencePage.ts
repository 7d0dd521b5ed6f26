import { evidence, type EvidenceRow } from "./rows.ts"

const proofOf = ({ sections = [], tests = [] }: EvidenceRow) =>
  [
    ...sections.map((section) => `section ${section}`),
    ...tests.map(({ file, title }) => `“${title}” (\`${file}\`)`)
  ].join("; ")

const switchOf = (row: EvidenceRow) => row.switch ?? (row.verdict === "unknown" ? "none" : "")

const line = (row: EvidenceRow) =>
  `| ${row.behaviour} | ${row.verdict} | ${proofOf(row)} | ${switchOf(row)} |`

const chapter = ([heading, rows]: readonly [string, ReadonlyArray<EvidenceRow>]) =>
  `## ${heading}\n\n| behaviour | verdict | proof | switch |\n| --- | --- | --- | --- |\n${rows.map(line).join("\n")}\n`

/** Each behaviour of the API with how it is known. */
export const evidencePage = (): string => `# Evidence

How each behaviour of the API is known. *Documented*: a section of the reference says it. *Measured*: it was seen on the live cloud; nothing here was. *Inferred*: from the reference, the official SDKs or the identity service's own documents. *Unknown*: nothing says it, and the line tells what we do. A test proves that this software does what the line says, and \`pnpm check\` fails where it did not run.

${Object.entries(evidence).map(chapter).join("\n")}`
