import { header, type ReceivedRequest } from "@codearts/ingress"

/** Where an answer may be read again, at the host it was asked of; all is on one page. */
export const linksOf = (self: string) => ({ next: null, previous: null, self })

/** The address of a path at the host that a request was sent to. */
export const addressOf = (request: ReceivedRequest, path: string): string =>
  `https://${header(request, "host") ?? "iam"}${path}`
