import type { Answer, Headers } from "@codearts/ingress"

/** The headers of every answer. Figure 3-2. */
const documented: Headers = [
  ["X-Frame-Options", "SAMEORIGIN"],
  ["Strict-Transport-Security", "max-age=31536000; includeSubdomains;"],
  ["Server", "api-gateway"],
  ["X-Content-Type-Options", "nosniff"],
  ["X-Download-Options", "noopen"],
  ["X-XSS-Protection", "1; mode=block;"]
]

/** An answer with a JSON body. */
export const json = (status: number, body: string, headers: Headers = []): Answer => ({
  status,
  headers: [["Content-Type", "application/json"], ...documented, ...headers],
  body
})

/** An answer without a body. */
export const noContent = (headers: Headers): Answer => ({
  status: 204,
  headers: [...documented, ...headers],
  body: ""
})
