// Measures everything in this one process and writes docs/benchmarks.md.
import { readFileSync, writeFileSync } from "node:fs"
import { createRequire } from "node:module"
import { cpus, platform, release } from "node:os"
import { type Case, cases } from "./cases.ts"
import { measureSign } from "./measureSign.ts"
import { measureVerify } from "./measureVerify.ts"
import { type Measured, ratioTable } from "./table.ts"

const measureAll = async (
  measure: (each: Case) => Promise<ReadonlyMap<string, number>>
): Promise<ReadonlyArray<Measured>> => {
  const measured: Array<Measured> = []
  for (const each of cases) measured.push({ name: each.name, times: await measure(each) })
  return measured
}

const manifest = new URL("../package.json", import.meta.url)

const peerVersions = (): string => {
  const { devDependencies } = createRequire(manifest)("./package.json")
  return ["@huaweicloud/huaweicloud-sdk-core", "@smithy/signature-v4", "aws4", "aws4fetch"]
    .map((name) => `${name} ${devDependencies[name]}`)
    .join(", ")
}

const machine = (): string =>
  `${cpus().length} x ${cpus()[0]?.model.trim() ?? "unknown processor"}, ${platform()} ${release()}`

const page = async (): Promise<string> => `# Benchmarks

Ratios to the crypto floor: the time of the hashes that no signer can do without, over texts that
are ready made (a hash of the body, of the canonical request, and the two of an HMAC; for verifying
one constant-time comparison more). Medians of batches that take turns in one process; every turn
has another date and another query value or body.

Measured on ${machine()}, Node ${process.version}, with ${peerVersions()}.
To measure again: \`node packages/signing/bench/report.ts\`.
The client's calls are measured in [benchmarks-client.md](benchmarks-client.md).

## Signing

${ratioTable(await measureAll(measureSign))}

aws4, aws4fetch and @smithy/signature-v4 sign for another cloud, whose signatures take four more
HMACs for a new day; they keep the derived key and are measured with it.

## Verifying

Strict, with a known key. The official SDK cannot verify: its row is signing once more.

${ratioTable(await measureAll(measureVerify))}
`

const target = new URL("../../../docs/benchmarks.md", import.meta.url)
const text = await page()
writeFileSync(target, text)
process.stdout.write(readFileSync(target, "utf8"))
