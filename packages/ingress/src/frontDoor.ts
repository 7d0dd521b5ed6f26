import type { IncomingMessage } from "node:http"
import { framingRefusal } from "./framing.ts"
import type { Headers } from "./headers.ts"
import { hostRefusal } from "./host.ts"
import { versionNotSupported } from "./refusals.ts"
import { type Checked, singletons } from "./singletons.ts"
import { targetRefusal } from "./target.ts"

/** Every rule that a request must keep before its body is read; the first broken one refuses it. */
export const frontDoor = (
  { httpVersion, url = "" }: Pick<IncomingMessage, "httpVersion" | "url">,
  headers: Headers,
  allowedHosts: ReadonlySet<string>
): Checked => {
  if (httpVersion !== "1.1") return { refusal: versionNotSupported }
  const checked = singletons(headers)
  if ("refusal" in checked) return checked
  const refusal =
    framingRefusal(checked.found) ??
    hostRefusal(checked.found.get("host"), allowedHosts) ??
    targetRefusal(url)
  return refusal === undefined ? checked : { refusal }
}
