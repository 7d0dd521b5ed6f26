import { Effect } from "effect"
import { InvalidSettings } from "./InvalidSettings.ts"

// Below these are holes that anyone could use, and a way to lose a store.
const floors = { node: "22.23.0", sqlite: "3.51.3" } as const

const isBelow = (version: string, floor: string) =>
  version.localeCompare(floor, "en", { numeric: true }) < 0

/** Refuses to run on what is known to be unsafe. */
export const checkRuntime = (versions: Readonly<Record<string, string | undefined>>) => {
  const problems = Object.entries(floors).flatMap(([field, floor]) => {
    const version = versions[field] ?? "0"
    return isBelow(version, floor)
      ? [{ field, rule: `must be ${floor} or newer, this is ${version}` }]
      : []
  })
  return problems.length === 0 ? Effect.void : Effect.fail(new InvalidSettings({ problems }))
}
