import { answerHeaders } from "@codearts/api"
import type { Answer, Headers } from "@codearts/ingress"

/** The headers that are the same in every answer. Figure 3-2. */
const documented: Headers = answerHeaders.flatMap(({ name, value }) =>
  value === undefined ? [] : [[name, value] as const]
)

/** An answer with a JSON body. */
export const json = (status: number, body: string, headers: Headers = []): Answer => ({
  status,
  headers: [["Content-Type", "application/json"], ...documented, ...headers],
  body
})

/** An answer with a problem, as RFC 9457 has it. */
export const problemJson = (status: number, body: string, headers: Headers = []): Answer => ({
  status,
  headers: [["Content-Type", "application/problem+json"], ...documented, ...headers],
  body
})

/** An answer without a body. */
export const noContent = (headers: Headers): Answer => ({
  status: 204,
  headers: [...documented, ...headers],
  body: ""
})
