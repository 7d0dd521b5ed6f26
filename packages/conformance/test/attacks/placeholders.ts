import { hash } from "node:crypto"
import { keys, region, tenants, tokens, vpcep } from "./world.ts"

/** What a placeholder stands for, by its name. */
export type Values = Readonly<Record<string, string>>

const generator = /\{\{rep\|(.*?)\|(\d+)\}\}/gsu
const named = /\{\{(\w+(?::BODY)?)(?::(\d+):(\d+))?\}\}/gu

const valueOf = (values: Values, name: string): string => {
  const value = Object.hasOwn(values, name) ? values[name] : undefined
  if (value === undefined) throw new Error(`No placeholder is called ${name}.`)
  return value
}

/**
 * A template with its placeholders filled in: `{{rep|ab|3}}` is ababab, `{{name:0:9}}` a slice.
 * Throws at a name that nothing is known by.
 */
export const fill = (template: string, values: Values): string =>
  template
    .replace(generator, (_, text: string, count: string) => text.repeat(Number(count)))
    .replace(named, (_, name: string, from?: string, to?: string) => {
      const value = valueOf(values, name)
      return from === undefined ? value : value.slice(Number(from), Number(to))
    })

const [vp0, vp1] = [0, 1].map((index) => vpcep(tenants.own, index)) as [string, string] // two indexes

/** The body that deletes the first entry. */
const standardBody = JSON.stringify({
  enterprise_id: tenants.own,
  vpceps: [{ vpcep_id: vp0 }]
})

/** The values that are the same in every request. */
const fixed = {
  ak: keys.known.accessKey,
  akLower: keys.known.accessKey.toLowerCase(),
  tenant: tenants.own,
  otherTenant: tenants.other,
  region,
  vp0,
  vp1,
  vpOther: vpcep(tenants.other, 0),
  tokenValid: tokens.valid,
  tokenUpper: tokens.valid.toUpperCase(),
  tokenExpired: tokens.expired,
  tokenDomain: tokens.domain,
  tokenOtherRegion: tokens.otherRegion,
  metricsPath: "/metrics",
  consolePath: "/console",
  adminPath: "/admin/keys",
  "sha:BODY": hash("sha256", standardBody)
} as const

const dates = (now: Date) => {
  const dateIso = now.toISOString().replace(/\.\d+/u, "")
  const date = dateIso.replaceAll(/[-:]/gu, "")
  return {
    date,
    dateIso,
    dateMs: now.toISOString().replaceAll(/[-:]/gu, ""),
    dateRfc1123: now.toUTCString(),
    dateDay32: `${date.slice(0, 6)}32${date.slice(8)}`
  }
}

/** The values of a request to a host at a moment. */
export const valuesAt = (host: string, now: Date): Values => ({ ...fixed, ...dates(now), host })

/** The values, with those of a body beside them. */
export const withBody = (values: Values, body: Buffer): Values => ({
  ...values,
  body: body.toString("utf8"),
  bodyLen: String(body.length),
  bodyLenHex: body.length.toString(16),
  bodySha: hash("sha256", body)
})
