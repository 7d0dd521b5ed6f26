import type { Failure } from "./failure.ts"

/** How a run ended, for scripts: the one table of exit statuses. */
export const exitStatus = {
  ok: 0,
  error: 1,
  usage: 2,
  findings: 3,
  denied: 4,
  partial: 5,
  incomplete: 6,
  interrupted: 130,
  terminated: 143
} as const

type Outcome = keyof typeof exitStatus

/** What each status tells a script. */
export const exitStatusMeanings: Readonly<Record<Outcome, string>> = {
  ok: "done",
  error: "failed; not found is a failure too",
  usage: "wrong usage, or refused before anything was sent",
  findings: "findings or drift",
  denied: "not authenticated, or not allowed",
  partial: "done in part",
  incomplete: "the data is incomplete",
  interrupted: "interrupted",
  terminated: "terminated"
}

const byTag = {
  InvalidConnection: "usage",
  InvalidEndpoint: "usage",
  InvalidRequest: "usage",
  ProfilesUnusable: "usage",
  Refused: "usage",
  UnknownCode: "usage",
  Usage: "usage",
  Differs: "findings",
  AdminTokenRefused: "denied",
  Forbidden: "denied",
  NoAccessKey: "denied",
  NoAdminToken: "denied",
  NoCredentials: "denied",
  NoToken: "denied",
  NotGenuine: "denied",
  Unauthorized: "denied",
  AppliedInPart: "partial",
  PartlyDeleted: "partial",
  ReadInPart: "partial",
  IncompleteListing: "incomplete"
} satisfies Partial<Record<Failure["_tag"], Outcome>>

const outcomes: ReadonlyMap<string, Outcome> = new Map(Object.entries(byTag))

/** The exit status of a failure. */
export const exitStatusOf = (failure: { readonly _tag: string }): number =>
  exitStatus[outcomes.get(failure._tag) ?? "error"]
