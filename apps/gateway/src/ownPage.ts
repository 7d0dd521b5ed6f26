import { type Refusal, wrongMethod } from "@codearts/admission"
import type { Answer, ReceivedRequest } from "@codearts/ingress"
import { Effect } from "effect"
import { docsPage, docsPolicy } from "./docsPage.ts"
import { ownContract } from "./ownContract.ts"

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

const json = (value: unknown) => page("application/json", JSON.stringify(value))

const health = (upstream: string) => ({
  status: "ok",
  upstream,
  guards: "none: every deletion that its caller may make is passed on"
})

const pages: Readonly<Record<string, (upstream: string) => Answer>> = {
  "/docs": () => page("text/html; charset=utf-8", docsPage(), docsPolicy),
  "/healthz": (upstream) => json(health(upstream)),
  "/openapi.json": () => json(ownContract())
}

/** What the gateway says of itself, to anyone who reaches it: its state, and the contract. */
export const ownPage = (
  { method, path }: ReceivedRequest,
  upstream: string
): Effect.Effect<Answer, Refusal> | undefined => {
  const make = pages[path]
  if (make === undefined) return undefined
  return method === "GET"
    ? Effect.sync(() => make(upstream))
    : wrongMethod(method, ["GET", "OPTIONS"])
}
