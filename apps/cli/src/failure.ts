import type { ApiError } from "@codearts/api"
import type * as Client from "@codearts/client"
import type { EmulatorStartError, ServeError } from "@codearts/emulator"
import type { AdminFailure } from "@codearts/emulator/admin"
import { entry, explain, type KnownCode, lookup } from "@codearts/error-catalog"
import type * as Own from "./errors.ts"
import { printable } from "./printable.ts"
import type { QueryFailed } from "./query.ts"

/** How a command can fail once its command line is understood. */
export type Failure =
  | Client.Failure
  | Client.IncompleteListing
  | Client.InvalidConnection
  | Client.InvalidEndpoint
  | AdminFailure
  | EmulatorStartError
  | ServeError
  | QueryFailed
  | InstanceType<(typeof Own)[keyof typeof Own]>

/** What a failure is told by. */
export interface Told {
  readonly _tag: string
  readonly message: string
}

interface Answered extends Told {
  readonly error_code: string
  readonly error_msg: string
  readonly request_id?: string
  readonly status: number
}

const isAnswer = (failure: Told): failure is Answered => "error_code" in failure

/** Thirty ids fit, a screen of a server's text does not. */
const longest = 1400

const shortened = (message: string) =>
  printable(message.length > longest ? `${message.slice(0, longest)}...` : message)

// With a signature that does not fit, the server echoes the whole request: a screen that hides what to do.
const echo = /(canonicalRequest:).*$/su

const secretKeyAction =
  "Check that HUAWEICLOUD_SDK_SK is the secret key of HUAWEICLOUD_SDK_AK. If it is, look for a proxy that changes requests."

/** The command that explains a refusal: its code, with the status where it has several, else its status. */
const explainer = (error_code: string, status: number) => {
  const [row, ...others] = lookup(error_code)
  if (row === undefined) return `codearts status explain ${status}`
  const command = `codearts error explain ${row.code}`
  const oneOf = others.length > 0 && [row, ...others].some((each) => each.status === status)
  return oneOf ? `${command} --status ${status}` : command
}

const more = (command: string) => `  more: ${command}`

const answered = ({ error_code, error_msg, request_id, status }: Answered): string => {
  const { action, meaning } = explain({ error_code, error_msg, status })
  const code = printable(error_code)
  return [
    `error: ${[status, code, shortened(error_msg.replace(echo, "$1..."))].join(" ").trim()}`,
    `  why:  ${meaning}`,
    `  do:   ${echo.test(error_msg) ? secretKeyAction : action}`,
    ...(request_id === undefined ? [] : [`  id:   ${printable(request_id)} (of the request)`]),
    more(explainer(error_code, status))
  ].join("\n")
}

type OwnTag = Exclude<
  Failure["_tag"],
  | ApiError["_tag"]
  | "AdminError"
  | "UnknownCode"
  | "NothingFound"
  | "Differs"
  | "NotGenuine"
  | "Unhealthy"
>

/** The catalog's code of each failure that is no answer of a server, and leads nowhere by itself. */
const ownCodes: Readonly<Record<OwnTag, KnownCode>> = {
  Usage: "KIT.0101",
  InvalidRequest: "KIT.0102",
  InvalidEndpoint: "KIT.0103",
  InvalidConnection: "KIT.0103",
  NoCredentials: "KIT.0104",
  NoAccessKey: "KIT.0104",
  Refused: "KIT.0105",
  NotListed: "KIT.0106",
  NoAnswer: "KIT.0107",
  UnreadableAnswer: "KIT.0108",
  NoToken: "KIT.0109",
  IncompleteListing: "KIT.0110",
  OutcomeUnknown: "KIT.0111",
  PartlyDeleted: "KIT.0112",
  AppliedInPart: "KIT.0119",
  QueryFailed: "KIT.0140",
  ReadInPart: "KIT.0141",
  AdminTokenRefused: "KIT.0115",
  NoAdminToken: "KIT.0115",
  ProfilesUnusable: "KIT.0120",
  NoKeyring: "KIT.0121",
  NoAdminAnswer: "KIT.0116",
  EmulatorStartError: "KIT.0117",
  ServeError: "KIT.0118"
}

const codeOf: ReadonlyMap<string, KnownCode> = new Map(Object.entries(ownCodes))

const leadsOn = (failure: Told): failure is Told & { readonly more: string } => "more" in failure

const advised = (what: string, code: KnownCode): string =>
  [what, `  do:   ${entry(code, 0).action}`, more(`codearts error explain ${code}`)].join("\n")

type Search = Told & Pick<Client.NoCredentials, "tried">

const isSearch = (failure: Told): failure is Search => "tried" in failure

const because = (error: string, rows: ReadonlyArray<string>) =>
  `error: ${error}\n  why:  ${rows.join("\n        ")}`

/** Every source in its order, each with what it had to say. */
const searched = ({ tried }: Search): string => {
  const width = Math.max(...tried.map(({ source }) => source.length))
  return because(
    "no credentials",
    tried.map(({ source, why }) => `${source.padEnd(width)}  ${printable(why)}`)
  )
}

const hasMistakes = (
  failure: Told
): failure is Told & { readonly mistakes: ReadonlyArray<string> } =>
  "mistakes" in failure && failure.mistakes !== undefined

/** A failure by its code in the catalog: what, what to do, and where to read more. */
export const failureOf = (code: KnownCode, message: string): string =>
  advised(`error: ${shortened(message)}`, code)

/** A failure for a person, on stderr: what, why, what to do, and last where to read more. Never a stack. */
export const failureText = (failure: Told): string => {
  if (isAnswer(failure)) return answered(failure)
  if (isSearch(failure)) return advised(searched(failure), ownCodes.NoCredentials)
  if (hasMistakes(failure)) {
    const { message, mistakes } = failure
    return advised(because(shortened(message), mistakes.map(shortened)), ownCodes.Usage)
  }
  if (leadsOn(failure)) return `error: ${shortened(failure.message)}\n${more(failure.more)}`
  return failureOf(codeOf.get(failure._tag) ?? "KIT.0113", failure.message)
}
