import { type Sealed, type Snapshot, writeSealed } from "@codearts/access"
import { type Refusal, refuse } from "@codearts/admission"
import { Effect } from "effect"
import { mkdir, open, rename } from "node:fs/promises"
import { join } from "node:path"

/** Keeps the list as it was before a deletion. */
export interface Snapshots {
  readonly keep: (snapshot: Sealed<Snapshot>, requestId: string) => Effect.Effect<void, Refusal>
}

/** Where nobody has said where to keep any. */
export const noSnapshots: Snapshots = { keep: () => Effect.void }

const unkept = () =>
  refuse("KIT.0003", 503, "The list could not be kept before the deletion; nothing was sent.", [
    ["Retry-After", "5"]
  ])

// Whole or not there, and on the disk before anything is deleted.
const write = async (directory: string, name: string, text: string) => {
  await mkdir(directory, { recursive: true, mode: 0o700 })
  const file = join(directory, name)
  const handle = await open(`${file}.part`, "w", 0o600)
  try {
    await handle.writeFile(text)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(`${file}.part`, file)
  const parent = await open(directory, "r")
  try {
    await parent.sync()
  } finally {
    await parent.close()
  }
}

/** The name of a snapshot's file. */
const snapshotFile = ({ digest }: Pick<Sealed<Snapshot>, "digest">): string =>
  `${digest.replace(":", "-")}.json`

/** Snapshots in a directory, each in a file named by its digest, for its owner alone. */
export const snapshotsIn = (directory: string): Snapshots => ({
  keep: (snapshot, requestId) =>
    Effect.tryPromise(() => write(directory, snapshotFile(snapshot), writeSealed(snapshot))).pipe(
      Effect.tapError(({ cause }) =>
        Effect.logError(`${requestId} the snapshot before a deletion was not kept`, cause)
      ),
      Effect.mapError(unkept)
    )
})
