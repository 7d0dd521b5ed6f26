import { Effect } from "effect"
import { signerIn } from "./audit/Audit.ts"
import { makeDirectory, makePublishedKeys } from "./callers/makeDirectory.ts"
import { check } from "./check.ts"
import { makeDeletions } from "./deletion/Deletions.ts"
import { readTls } from "./listening/certificates.ts"
import { Settings } from "./settings.ts"
import { readSecret } from "./settingsFile.ts"

/** Settings that a gateway would start with on this machine, the files that they name looked at too. */
export const checkSettings = Effect.fnUntraced(function* (wanted: Settings) {
  const settings = yield* check(Settings, wanted)
  const { audit, tls } = settings
  const certificates = tls === undefined ? undefined : yield* readTls(tls)
  yield* makeDirectory(settings, yield* makePublishedKeys())
  yield* signerIn(audit?.key_file, readSecret)
  return { settings, certificates, deletions: yield* makeDeletions(settings) }
})
