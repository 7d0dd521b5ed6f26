import type { Success } from "@codearts/api"
import type { Caller } from "./Caller.ts"
import { linksOf } from "./links.ts"

/** The caller's account, the only one it may act for. */
export const listAuthDomains = ({ domain_id, domain_name }: Caller, self: string) =>
  ({
    domains: [
      {
        id: domain_id,
        name: domain_name,
        enabled: true,
        description: "",
        links: linksOf(`${self}/${domain_id}`)
      }
    ],
    links: linksOf(self)
  }) satisfies Success<"listAuthDomains">
