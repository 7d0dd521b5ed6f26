import { Result } from "effect"
import { createPrivateKey } from "node:crypto"
import {
  makeSnapshot,
  readAllowList,
  type ReadAllowList,
  type Reading,
  seal,
  type Sealed,
  signerOf,
  type Snapshot
} from "../src/index.ts"

/** The moment at which tests take place. */
export const now = new Date("2026-05-25T08:00:00.000Z")

export const tool = { name: "codearts", version: "1.2.3" }

export const tenant = "tenant-1"

export const region = "ap-southeast-3"

/** A key of a number, the same in every run. */
const pemOf = (number: number) =>
  createPrivateKey({
    key: Buffer.from(`302e020100300506032b657004220420${"00".repeat(31)}0${number}`, "hex"),
    format: "der",
    type: "pkcs8"
  }).export({ format: "pem", type: "pkcs8" })

const pem = {
  planner: pemOf(1),
  approver: pemOf(2),
  other: pemOf(3)
}

export const planner = Result.getOrThrow(signerOf(pem.planner))
export const approver = Result.getOrThrow(signerOf(pem.approver))
export const stranger = Result.getOrThrow(signerOf(pem.other))

/** One whole reading of entries of these ids. */
export const reading = (
  ids: ReadonlyArray<string>,
  more: Partial<Reading> & { readonly description?: string } = {}
): Reading => {
  const { description, ...rest } = more
  return {
    enterprise_id: tenant,
    region,
    total: ids.length,
    vpceps: ids.map((vpcep_id) => ({
      vpcep_id,
      region: rest.region ?? region,
      ...(description !== undefined && { description })
    })),
    request_ids: ["request-1"],
    started: now,
    ended: now,
    ...rest
  }
}

/** A snapshot of readings. */
export const snapshotOf = (...readings: ReadonlyArray<Reading>): Snapshot =>
  Result.getOrThrow(makeSnapshot(readings, tool))

export const sealedSnapshot = (...readings: ReadonlyArray<Reading>): Sealed<Snapshot> =>
  seal(snapshotOf(...readings))

/** An id of a number. */
export const ep = (number: number): string => `ep-${String(number).padStart(4, "0")}`

/** That many ids. */
export const eps = (count: number, from = 0): ReadonlyArray<string> =>
  Array.from({ length: count }, (_, index) => ep(from + index))

interface ListOf {
  readonly allowed?: ReadonlyArray<string>
  readonly expired?: ReadonlyArray<string>
  readonly [more: string]: unknown
}

/** What the allow-list says of the one region, as JSON has it. */
export const regionOf = ({ allowed = [], expired = [], ...more }: ListOf) => {
  const entry = (expires: string) => (vpcep_id: string) => ({
    vpcep_id,
    owner: "platform",
    reason: "build",
    ticket: "OPS-1",
    expires
  })
  return {
    region,
    allowed: [...allowed.map(entry("never")), ...expired.map(entry("2026-05-24"))],
    ...more
  }
}

/** An allow-list of one region, and whatever stands beside the tenants. */
export const allowListOf = (list: ListOf, beside: object = {}): ReadAllowList =>
  Result.getOrThrow(
    readAllowList(
      JSON.stringify(
        { ...beside, tenants: [{ enterprise_id: tenant, regions: [regionOf(list)] }] },
        null,
        1
      )
    )
  )
