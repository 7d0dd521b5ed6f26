import { malformed, type Refusal } from "./refusals.ts"
import type { Singletons } from "./singletons.ts"

/** How long a body is that the headers announce; nothing announced is no body. */
export const bodyLength = (found: Singletons): number | "chunked" =>
  found.has("transfer-encoding") ? "chunked" : Number(found.get("content-length") ?? 0)

/** Why a request is refused for where it ends: proxies in front of us may see its end elsewhere. */
export const framingRefusal = (found: Singletons): Refusal | undefined =>
  found.has("transfer-encoding") && found.has("content-length")
    ? malformed("Content-Length and Transfer-Encoding exclude each other.")
    : undefined
