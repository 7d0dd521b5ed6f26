import { Effect } from "effect"
import { lstat } from "node:fs/promises"
import { join } from "node:path"
import { directory } from "../profile/profiles.ts"
import { surroundings } from "../surroundings.ts"
import { fail, type Finding, ok, warn } from "./Finding.ts"

interface Judged {
  readonly path: string
  /** Bits of the mode that others must not have. */
  readonly bits: number
  readonly mode: string
  /** A command of ours refuses it; another tool may not care. */
  readonly refused: boolean
}

const modeOf = (path: string) =>
  Effect.tryPromise(() => lstat(path)).pipe(
    Effect.map(({ mode }) => mode & 0o777),
    Effect.orElseSucceed(() => undefined)
  )

const judge = Effect.fnUntraced(function* ({ bits, mode, path, refused }: Judged) {
  const has = yield* modeOf(path)
  if (has === undefined) return []
  const octal = has.toString(8).padStart(4, "0")
  if (process.platform === "win32" || (has & bits) === 0) return [ok("file", `${path} (${octal})`)]
  const verdict = refused ? fail : warn
  return [verdict("file", `${path} is open to other users (${octal})`, `chmod ${mode} ${path}`)]
})

/** Who else may read or change the files that settings and secrets are in. */
export const checkFiles = Effect.gen(function* () {
  const ours = yield* directory
  const { home } = yield* surroundings
  const findings: ReadonlyArray<Finding> = (yield* Effect.forEach(
    [
      { path: ours, bits: 0o022, mode: "700", refused: false },
      { path: join(ours, "config.yaml"), bits: 0o022, mode: "600", refused: true },
      { path: join(ours, "credentials.yaml"), bits: 0o077, mode: "600", refused: true },
      { path: join(home, ".huaweicloud", "credentials"), bits: 0o077, mode: "600", refused: false },
      { path: join(home, ".hcloud", "config.json"), bits: 0o077, mode: "600", refused: false }
    ],
    judge
  )).flat()
  return findings.length > 0 ? findings : [ok("file", `none in ${ours}`)]
})
