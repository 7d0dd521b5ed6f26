import { openApi } from "@codearts/api"
import type { Answer, ReceivedRequest } from "@codearts/ingress"
import { docsPage, docsPolicy } from "./docsPage.ts"

const page = (type: string, body: string, policy = "default-src 'none'"): Answer => ({
  status: 200,
  headers: [
    ["Content-Type", type],
    ["Content-Security-Policy", policy],
    ["Cache-Control", "no-store"],
    ["Referrer-Policy", "no-referrer"]
  ],
  body
})

const health = (upstream: string) =>
  page(
    "application/json",
    JSON.stringify({
      status: "ok",
      upstream,
      guards: "none: every deletion that its caller may make is passed on"
    })
  )

const pages: Readonly<Record<string, (upstream: string) => Answer>> = {
  "/docs": () => page("text/html; charset=utf-8", docsPage(), docsPolicy),
  "/healthz": health,
  "/openapi.json": () => page("application/json", JSON.stringify(openApi()))
}

/** What the gateway says of itself, to anyone who reaches it: its state, and the contract. */
export const ownPage = (
  { method, path }: ReceivedRequest,
  upstream: string
): Answer | undefined => {
  const make = Object.hasOwn(pages, path) ? pages[path] : undefined
  return method === "GET" ? make?.(upstream) : undefined
}
