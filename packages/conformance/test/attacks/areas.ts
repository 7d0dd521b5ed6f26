import type { Area } from "./Attack.ts"

/** What an area is about, and the honest request beside which its refusals mean something. */
export interface AreaFacts {
  readonly title: string
  readonly control: string
}

/** Every area. */
export const areas = {
  CTRL: { title: "positive controls", control: "CTRL-001" },
  AH: { title: "the grammar of Authorization", control: "CTRL-001" },
  SH: { title: "what a signature covers", control: "CTRL-009" },
  TS: { title: "time and replay", control: "CTRL-004" },
  CP: { title: "the path", control: "CTRL-001" },
  CQ: { title: "the query", control: "CTRL-013" },
  CH: { title: "other headers", control: "CTRL-006" },
  BD: { title: "the body and its JSON", control: "CTRL-002" },
  TK: { title: "tokens", control: "CTRL-003" },
  AZ: { title: "tenancy", control: "CTRL-002" },
  ME: { title: "methods", control: "CTRL-002" },
  SM: { title: "framing", control: "CTRL-008" },
  RL: { title: "the request line", control: "CTRL-001" },
  DS: { title: "slow clients", control: "CTRL-002" },
  AD: { title: "admin, console and metrics", control: "CTRL-001" }
} as const satisfies Readonly<Record<Area, AreaFacts>>
