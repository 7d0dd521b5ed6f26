import { entries, type ErrorEntry, retryAdvice } from "@codearts/error-catalog"

const families: Readonly<Record<ErrorEntry["family"], string>> = {
  UC: "CodeArts access control (`UC.`)",
  APIGW: "API gateway (`APIGW.`)",
  IAM: "Identity service (`IAM.` and numbers)",
  KIT: "This kit's own (`KIT.`)"
}

const section = ({
  action,
  code,
  meaning,
  message,
  retry,
  source,
  status
}: ErrorEntry) => `### ${code} (${status})

> ${message}

${meaning}

**Do:** ${action}

**Retry:** ${retryAdvice(retry)}

Source: ${source}.
`

const chapter = ([family, heading]: readonly [string, string]) =>
  `## ${heading}\n\n${entries
    .filter((entry) => entry.family === family)
    .map(section)
    .join("\n")}`

/** Every error of the catalog, one section each. */
export const errorsPage = (): string =>
  `# Errors

The key is the code and the status: one code can come with several. \`codearts error explain CODE\` says the same without a network.

${Object.entries(families).map(chapter).join("\n")}`
