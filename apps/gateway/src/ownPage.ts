import { type Refusal, wrongMethod } from "@codearts/admission"
import type { Answer, ReceivedRequest } from "@codearts/ingress"
import { Effect } from "effect"
import type { Deletions } from "./deletion/Deletions.ts"
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

const once = <A>(make: () => A) => {
  let made: A | undefined
  return () => (made ??= make())
}

const json = (value: unknown) => page("application/json", JSON.stringify(value))

type Guarded = Pick<Deletions, "guards">

const health = (upstream: string, { guards }: Guarded) => ({
  status: "ok",
  upstream,
  guards: guards === undefined ? "OFF: every deletion that its caller may make is passed on" : "on"
})

const pages: Readonly<Record<string, (upstream: string, guarded: Guarded) => Answer>> = {
  "/docs": once(() => page("text/html; charset=utf-8", docsPage(), docsPolicy)),
  "/healthz": (upstream, guarded) => json(health(upstream, guarded)),
  "/openapi.json": once(() => json(ownContract()))
}

/** Whether a page of the gateway's own is there. */
export const isOwnPage = (path: string): boolean => Object.hasOwn(pages, path)

/** What the gateway says of itself, to anyone who reaches it: its state, and the contract. */
export const ownPage = (
  { method, path }: ReceivedRequest,
  upstream: string,
  guarded: Guarded
): Effect.Effect<Answer, Refusal> | undefined => {
  const make = pages[path]
  if (make === undefined) return undefined
  return method === "GET"
    ? Effect.sync(() => make(upstream, guarded))
    : wrongMethod(method, ["GET", "OPTIONS"])
}
