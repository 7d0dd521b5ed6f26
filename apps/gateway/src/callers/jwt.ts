import { decodeJwt, errors, type JWTPayload, jwtVerify } from "jose"
import type { CallerSettings } from "./callerSettings.ts"
import type { FindKey } from "./jwkSet.ts"
import { type KnownCaller, onBehalfOf } from "./KnownCaller.ts"

type Claims = NonNullable<CallerSettings["jwt"]>["claims"]

/** Whose tokens with some claims are. */
interface ClaimRule {
  readonly claims: Claims
  readonly caller: KnownCaller
}

/** A service whose tokens are believed. */
export interface Issuer {
  readonly issuer: string
  readonly audience: string
  readonly algorithms: ReadonlyArray<string>
  readonly findKey: FindKey
  /** The first whose claims a token has is who sends it. */
  readonly rules: ReadonlyArray<ClaimRule>
}

/** How far two clocks may differ, in seconds. */
const tolerance = 30

const listOf = (value: unknown): ReadonlyArray<unknown> => (Array.isArray(value) ? value : [value])

const hasClaims = (claims: Claims, payload: JWTPayload) =>
  Object.entries(claims).every(([name, wanted]) => {
    const had = Object.hasOwn(payload, name) ? listOf(payload[name]) : []
    return listOf(wanted).some((text) => had.includes(text))
  })

const issuerOf = (token: string): string | undefined => {
  try {
    return decodeJwt(token).iss
  } catch {
    return undefined // not a token at all
  }
}

/** The claims of a genuine token that is good now, or nothing. */
const verifiedClaims = async (
  { algorithms, audience, findKey, issuer }: Issuer,
  token: string,
  now: number
): Promise<JWTPayload | undefined> => {
  try {
    const { payload } = await jwtVerify(token, findKey, {
      issuer,
      audience,
      algorithms: [...algorithms],
      clockTolerance: tolerance,
      currentDate: new Date(now),
      requiredClaims: ["exp", "sub"]
    })
    return payload
  } catch (error) {
    if (error instanceof errors.JOSEError) return undefined
    throw error
  }
}

/** Who sends a token; nobody, where it is not genuine, not for here, not of this time, or of nobody known. */
export const callerOfJwt = async (
  issuers: ReadonlyMap<string, Issuer>,
  token: string,
  now: number
): Promise<KnownCaller | undefined> => {
  const issuer = issuers.get(issuerOf(token) ?? "")
  if (issuer === undefined) return undefined
  const payload = await verifiedClaims(issuer, token, now)
  if (payload === undefined) return undefined
  const rule = issuer.rules.find(({ claims }) => hasClaims(claims, payload))
  return rule === undefined ? undefined : onBehalfOf(rule.caller, payload.sub ?? "")
}
