/** One thing that the verifier, the store, the command or the gateway promises, what was measured of it, and what holds it. */
interface Promised {
  readonly promise: string
  /** What was measured, on two cores over loopback; words where the test itself is the figure. */
  readonly figure: string
  /** Files; those that say so run whole in the long profile, `pnpm test:long`. */
  readonly tests: ReadonlyArray<string>
}

const verification: ReadonlyArray<Promised> = [
  {
    promise:
      "V1. A request that is malformed, altered, stale or ambiguous is refused by its documented code.",
    figure: "259 of 259 raw requests, and none answered with a 5xx of ours",
    tests: ["packages/conformance/test/attacks/emulator.test.ts"]
  },
  {
    promise: "V2. The suite would notice a defence that is missing.",
    figure: "see docs/mutation.md",
    tests: ["tools/testMutation.ts"]
  },
  {
    promise: "V3. Comparing two MACs takes a time that tells nothing.",
    figure:
      "Welch's t of 0.3 over 600 batches of 400 in turns; a loop that stops at the first difference: 823",
    tests: ["packages/signing/test/timing.long.test.ts (long)"]
  },
  {
    promise: "V4. An unknown key, a disabled one and a wrong secret look alike and cost the same.",
    figure:
      "the same bytes, and the same hashes and comparisons one for one; Welch's t of whole requests, 2,000 of each in turns: 0.4 to 1.4 unknown, 1.5 to 2.7 disabled, beside a wrong secret",
    tests: [
      "packages/admission/src/authenticate.test.ts",
      "packages/signing/test/equal-work.test.ts",
      "packages/emulator/test/lookAlike.long.test.ts (long)"
    ]
  },
  {
    promise: "V5. No unsigned header changes what a request does.",
    figure:
      "every attack of area SH refused; 1,000,000 mutated headers, none accepted that means something else",
    tests: [
      "packages/conformance/test/attacks/emulator.test.ts",
      "packages/signing/test/mutated.test.ts (long)"
    ]
  },
  {
    promise: "V6. A date is good for 900 s both ways, and has one format.",
    figure: "900 s accepted and 901 s refused, on both sides",
    tests: ["packages/admission/src/authenticate.test.ts", "packages/signing/src/sdkDate.test.ts"]
  },
  {
    promise: "V7. A captured deletion is carried out once at most.",
    figure:
      "one of 100 copies at once, none after a restart; one of 1,000 over two replicas on one PostgreSQL, of which one was started anew",
    tests: [
      "packages/emulator/test/replay.test.ts",
      "apps/gateway/test/replay.test.ts",
      "packages/emulator/test/replicas.long.test.ts (long)",
      "apps/gateway/test/replicas.long.test.ts (long)"
    ]
  },
  {
    promise: "V8. What is remembered of deletions ends with their dates.",
    figure:
      "forgotten once the date is too old anyway; 360,000 take 44 MB of a gateway, and 0.2 MB afterwards",
    tests: [
      "packages/emulator/test/replay.test.ts",
      "apps/gateway/src/replayMemory.test.ts (36,000; 360,000 long)"
    ]
  },
  {
    promise: "V9. Nobody locks out another caller.",
    figure:
      "a source that failed waits, another one with the same key does not: its p99 was 28 ms before 400 bad signatures of a stranger and 19 to 46 ms during them, on a busy machine",
    tests: [
      "packages/emulator/test/backOff.test.ts",
      "packages/admission/src/backOff.test.ts",
      "packages/emulator/test/strangers.long.test.ts (long)"
    ]
  },
  {
    promise: "V10. The 12 MB are of decoded bytes, and refused before they are gathered.",
    figure:
      "refused at the byte past the limit, by length and in chunks; 20 uploads of 64 MB at once make the process 69 to 90 MB larger, where 64 MB were wanted",
    tests: [
      "packages/ingress/test/body.test.ts",
      "packages/emulator/test/uploads.long.test.ts (long)"
    ]
  },
  {
    promise: "V11. No header crashes the parser.",
    figure: "1,000,000 mutated headers, none thrown",
    tests: ["packages/signing/test/mutated.test.ts (long)"]
  },
  {
    promise: "V12. No regular expression can be made slow.",
    figure: "every one that reads what a stranger sends: under 1 ms for 16 kB",
    tests: ["tools/regexes.test.ts"]
  },
  {
    promise: "V13. Verifier, router and upstream see one path.",
    figure:
      "a target that is let through is the path that a URL parser sees; of 2,000,000 altered targets each that leads to an operation is its path to router, verifier and URL parser; every attack of area CP refused",
    tests: [
      "packages/ingress/src/target.test.ts",
      "packages/emulator/test/paths.test.ts (50,000; 2,000,000 long)",
      "packages/conformance/test/attacks/emulator.test.ts"
    ]
  },
  {
    promise:
      "V14. SDK compatibility is a switch of one key, and relaxes no body, date, region or project.",
    figure: "98 requests of official SDKs: 46 accepted without it, 77 with it",
    tests: [
      "packages/signing/test/sdk-wire-captures.test.ts",
      "packages/signing/src/sdkQuirks.test.ts"
    ]
  }
]

const store: ReadonlyArray<Promised> = [
  {
    promise: "D1. A change that was answered survives a kill -9, whole.",
    figure:
      "500 kills, 9,047 answered: 0 lost, 0 ghosts, 0 torn, 0 damaged; measured before sums of rows were kept, and 60 kills with them",
    tests: ["packages/emulator/test/durability.test.ts (60 kills; 500 long)"]
  },
  {
    promise: "D2. A write or fsync that failed is never answered as done.",
    figure:
      "80 deletions each under injected EIO and ENOSPC: what is in the store is what was answered; strace is fetched where it is missing",
    tests: ["packages/emulator/test/disk.test.ts"]
  },
  {
    promise:
      "D3. On a full disk reads go on, changes are 503 KIT.0003, and it recovers without a restart.",
    figure: "a tmpfs of 1 MB, filled and emptied",
    tests: ["packages/emulator/test/disk.test.ts", "packages/emulator/test/outage.test.ts"]
  },
  {
    promise: "D4. Of two processes that delete the same entry one succeeds.",
    figure: "each goes once, for one of them; a file is served by one process",
    tests: ["packages/emulator/test/postgres.test.ts", "packages/emulator/test/durability.test.ts"]
  },
  {
    promise: "D5. Each id is linearizable.",
    figure: "10,115 operations on 500 ids by 8 clients, 10 kills: a legal order for each id",
    tests: ["packages/emulator/test/linearizable.test.ts (600 operations; 10,000 long)"]
  },
  {
    promise: "D6. Damage of the file is found when it is opened, not served.",
    figure:
      "1,000 flipped bits: 762 found damaged, 2 found foreign, 236 in bytes that nothing reads; no wrong list",
    tests: ["packages/emulator/test/flips.test.ts (40 flips; 1,000 long)"]
  },
  {
    promise: "D7. A backup is made and put back while the store is served.",
    figure: "rows as many as at its moment, its audit unbroken, under 4 clients that delete",
    tests: ["packages/emulator/test/backup.test.ts", "packages/emulator/test/contract.test.ts"]
  },
  {
    promise: "D8. An old program refuses a newer store, and leaves it as it was.",
    figure: "the file has the same SHA-256 afterwards",
    tests: ["packages/emulator/test/store.test.ts", "packages/emulator/test/postgres.test.ts"]
  },
  {
    promise: "D9. SQLite and PostgreSQL behave alike.",
    figure:
      "one suite, all the same on SQLite in memory and in a file, and on each PostgreSQL there is",
    tests: ["packages/emulator/test/contract.test.ts"]
  }
]

const commandLine: ReadonlyArray<Promised> = [
  {
    promise: "L1. Settings and secrets are their owner's alone, whatever the umask.",
    figure:
      "0600 in 0700 under five umasks, made and rewritten, opened so by strace; a loose file is tightened and told, a symbolic link refused",
    tests: ["packages/client/src/credentials/changeProfiles.test.ts"]
  },
  {
    promise: "L2. A crash never loses a profile.",
    figure:
      "200 kills in the middle of its work: each file the old one or the new one, and the next writer tidies up",
    tests: ["apps/cli/test/promises.test.ts (2 kills; 200 long)"]
  },
  {
    promise: "L3. Parallel writers do not clobber.",
    figure: "20 processes at once: 20 profiles are there",
    tests: [
      "apps/cli/test/promises.test.ts (20 in one process and 2 processes; 20 processes long)",
      "packages/client/src/credentials/lock.test.ts"
    ]
  },
  {
    promise: "L4. No secret is in arguments, output or errors.",
    figure:
      "every command done, failing and with --debug: 0; 26 command lines of profile, auth, configure, config, doctor and completion in 5 surroundings, piped and on a terminal: 0; 0 in any /proc/*/cmdline",
    tests: [
      "apps/cli/test/everyCommand.test.ts",
      "apps/cli/test/promises.test.ts",
      "apps/cli/test/failure.test.ts"
    ]
  },
  {
    promise: "L5. What a server answers cannot drive the terminal.",
    figure:
      "9 kinds of text (C0, C1, OSC 8 and 52, turned directions, what cannot be seen) in 13 forms of an answer: 0 raw; JSON reads back as it was",
    tests: ["apps/cli/test/hostile.test.ts"]
  },
  {
    promise: "L6. It ends as it went.",
    figure:
      "130 for SIGINT and 143 for SIGTERM, silence for a reader that leaves, 1 for /dev/full, 5 for what was done in part",
    tests: ["apps/cli/test/process.test.ts", "apps/cli/test/listMany.test.ts"]
  },
  {
    promise: "L7. Nothing that cannot be undone is done without consent.",
    figure:
      "4 commands where nobody can be asked, in 3 ways: exit 2, 0 requests; as a process 0 connections",
    tests: ["apps/cli/test/consent.test.ts", "apps/cli/test/process.test.ts"]
  },
  {
    promise: "L8. A broken file of profiles says so and is kept.",
    figure:
      "1,000 mutated files, through `profile set` and `auth login`: 0 stack traces, 0 written over, 0 secrets told",
    tests: ["apps/cli/test/promises.test.ts (60 files; 1,000 long)"]
  },
  {
    promise: "L9. Secrets go to the keyring, or where plain text is asked for, and nowhere else.",
    figure:
      "a keyring that is locked keeps nothing and answers by no other source; `auth status` names the place, and warns of plain text each time",
    tests: ["apps/cli/test/auth.test.ts", "packages/client/src/credentials/keyring.test.ts"]
  }
]

const gateway: ReadonlyArray<Promised> = [
  {
    promise: "G8. Who is refused for calling too often is told when to come again.",
    figure:
      "429 APIGW.0308 with whole seconds: 300 random rates and sequences of calls, none refused that waited as told",
    tests: ["apps/gateway/test/limits.test.ts", "apps/gateway/src/limits/gcra.test.ts"]
  },
  {
    promise: "G9. A token for the upstream is asked for once, and never in a loop.",
    figure:
      "1,000 cold calls at once: one call of IAM, in one process (two replicas share none); 20 lists at once whose token was refused: one refresh, 20 times 200; kept to its end while IAM gives no other; no token, or one that has ended: 500 APIGW.0608, and IAM asked once in 5 s",
    tests: ["apps/gateway/test/upstreamToken.test.ts", "packages/client/src/tokens.test.ts"]
  },
  {
    promise: "G10. A caller's credentials end at the gateway, and the upstream's never come back.",
    figure:
      "0 at the upstream of 12 canary headers, a signature, an API key, a bearer token and a token of the gateway's own; 0 at the caller of 2 cookies and a subject token",
    tests: [
      "apps/gateway/test/credentials.test.ts",
      "apps/gateway/test/callers.test.ts",
      "apps/gateway/test/jwt.test.ts",
      "apps/gateway/test/tokens.test.ts"
    ]
  },
  {
    promise: "G13. A line of the log cannot be forged, and holds no control character.",
    figure:
      "200 random pairs of texts with control and turning characters, up to 12,000 letters: each line parses and has 4 KB at most; that no secret is in it was not searched for with canaries",
    tests: ["apps/gateway/src/logs/logLine.test.ts"]
  },
  {
    promise: "G14. Metrics have as many series whatever callers send, and are on no public port.",
    figure:
      "10,000 paths, keys and regions: no series more; 404 for each admin page on the public port",
    tests: ["apps/gateway/src/admin/metrics.test.ts", "apps/gateway/test/admin.test.ts"]
  },
  {
    promise: "G15. Every accepted change has exactly one row in the audit.",
    figure:
      "100 kills -9 at random moments of 277 deletions: one row of each, 279 in all; 6 told as unknown, of which 4 had been made",
    tests: [
      "apps/gateway/test/audit.test.ts",
      "apps/gateway/test/auditKills.long.test.ts (long)",
      "packages/access/src/readAudit.test.ts"
    ]
  },
  {
    promise: "G16. It does not start unsafe, and says why.",
    figure:
      "secrets that are empty, short, the sample's or open to all, a loose key file, an ended certificate, Node and SQLite too old, an open address without TLS or the flag: each refused by its name, exit 2; over TLS, 1.0 and 1.1 refused, and ended, foreign and server certificates of clients let in 0 times over 1.2 and 1.3",
    tests: [
      "apps/gateway/test/listening.test.ts",
      "packages/ingress/test/tls.test.ts",
      "apps/gateway/test/command.test.ts",
      "apps/gateway/src/checkRuntime.test.ts",
      "apps/gateway/test/process.test.ts"
    ]
  },
  {
    promise: "G17. Readiness is true within a second.",
    figure:
      "no from the moment it is told to stop, and within 0.8 s where callers cannot be looked up; a full disk and an IAM that is down are not measured",
    tests: ["apps/gateway/src/admin/readiness.test.ts", "apps/gateway/test/admin.test.ts"]
  },
  {
    promise: "G18. What a client says of its own address is not believed.",
    figure:
      "5 headers spoofed: the audit names the peer of the connection, 0 of them there or at the upstream; no limiter by address exists yet",
    tests: ["apps/gateway/test/spoofed.test.ts"]
  },
  {
    promise: "G19. No request goes round in a loop.",
    figure: "500 APIGW.0612 at the first hop, of one gateway and of two",
    tests: ["apps/gateway/test/loop.test.ts"]
  },
  {
    promise: "F14, F15. An upstream that keeps failing is not asked by everybody.",
    figure:
      "5 failures in a row, then 503 at once with Retry-After, asserted under 250 ms where 5 ms were wanted; of 8 requests at once 1 tries it",
    tests: ["apps/gateway/src/resilience/Breaker.test.ts", "apps/gateway/test/resilience.test.ts"]
  },
  {
    promise: "F46. A settings file that is broken when it is read again changes nothing.",
    figure:
      "6 kinds of broken file and 2 of broken secret: every caller kept, each told and counted",
    tests: ["apps/gateway/test/reload.test.ts", "apps/gateway/test/process.test.ts"]
  },
  {
    promise: "A request is one span, with no credential in it, and none where traces go nowhere.",
    figure:
      "3 requests: 3 spans at a collector, searched for the keys, signatures and ids that were sent; 13 wrong spellings of traceparent make none a parent",
    tests: ["apps/gateway/test/tracing.test.ts", "apps/gateway/src/tracing/traceParent.test.ts"]
  },
  {
    promise:
      "A gateway does not lock its own access key, and changes it without a refusal to callers.",
    figure:
      "both keys wrong, 100 requests at once: each key tried once, then nothing sent for 30 s; 50 at once that met the change of a key: 50 times 200",
    tests: [
      "apps/gateway/test/upstreamKeys.test.ts",
      "apps/gateway/src/credentials/KeyRing.test.ts"
    ]
  },
  {
    promise: "F47. A log that nobody reads holds up no request.",
    figure: "4 MB into a full pipe: the process ends by itself, and the lines lost are counted",
    tests: ["apps/gateway/src/logs/lineWriter.test.ts"]
  },
  {
    promise: "F48. Bad signatures slow down the address they come from, and no other.",
    figure:
      "50 for one key from one address: 6 tried at most, the others 429; another address: 200",
    tests: ["apps/gateway/test/backOff.test.ts"]
  }
]

/** What the verifier, the store, the command and the gateway promise. */
export const promises: Readonly<Record<string, ReadonlyArray<Promised>>> = {
  Verification: verification,
  "The store": store,
  "The command": commandLine,
  "The gateway": gateway
}

const line = ({ figure, promise, tests }: Promised) =>
  `| ${promise} | ${figure} | ${tests.map((test) => test.replace(/^\S+/u, "`$&`")).join(", ")} |`

const chapter = ([heading, rows]: readonly [string, ReadonlyArray<Promised>]) =>
  `## ${heading}\n\n| promise | figure | held by |\n| --- | --- | --- |\n${rows.map(line).join("\n")}\n`

/** Each promise with its figure. */
export const promisesPage = (): string => `# Promises

What the verifier of signatures, the emulator's store, the command and the gateway promise, what was measured of each on a machine of two cores, and the tests that hold it. What is not measured is said. *Long*: the whole of it runs in \`pnpm test:long\`.

${Object.entries(promises).map(chapter).join("\n")}`
