import { Effect } from "effect"
import { decodeSeed, invalidSeed, told } from "./seed.ts"

/**
 * The seed in a file of YAML, or of JSON, which is YAML too. The error names the line, the field and
 * the rule of each mistake, and never a value.
 */
export const parseSeed = Effect.fnUntraced(function* (text: string) {
  // Loaded where it is used: an emulator without a seed file does not wait for YAML.
  const { readSeedDocument } = yield* Effect.promise(() => import("./seedDocument.ts"))
  const { lineOf, problems, value: read } = readSeedDocument(text)
  if (problems.length > 0) return yield* invalidSeed(problems)
  const value = yield* Effect.try({
    try: read,
    catch: () => invalidSeed(["the file: has more aliases than can be followed"])
  })
  return yield* Effect.mapError(decodeSeed(value), (broken) =>
    invalidSeed(
      broken
        .map((problem) => ({ line: lineOf(problem.field), problem }))
        .toSorted((one, other) => one.line - other.line)
        .map(({ line, problem }) => `line ${line}: ${told(problem)}`)
    )
  )
})
