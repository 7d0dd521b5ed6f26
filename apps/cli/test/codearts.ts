import * as NodeServices from "@effect/platform-node/NodeServices"
import { dispatcher, make, sampleSeed, type Seed } from "@codearts/emulator"
import type { Keyring } from "@codearts/client"
import {
  Clock,
  ConfigProvider,
  Console,
  Duration,
  Effect,
  Layer,
  Scope,
  Sink,
  Stdio,
  Stream
} from "effect"
import { TerminalCapabilities } from "effect/cli"
import { Dispatcher } from "undici"
import { run, Terminal } from "../src/index.ts"
import { noKeyring } from "./keyring.ts"
import { MetadataService, SystemKeyring } from "../src/surroundings.ts"
import { Transport } from "../src/Transport.ts"

const [tenant] = sampleSeed.tenants
const [key] = tenant?.users.flatMap((user) => user.access_keys) ?? []

/** What a user of the sample tenant has exported. */
export const environment: Readonly<Record<string, string>> = {
  HUAWEICLOUD_SDK_AK: key?.access_key ?? "",
  HUAWEICLOUD_SDK_SK: key?.secret_key ?? "",
  CODEARTS_ENTERPRISE_ID: tenant?.enterprise_id ?? "",
  CODEARTS_REGION: "ap-southeast-3",
  CODEARTS_ENDPOINT: "http://127.0.0.1:1",
  // Nobody's files are read unless a test has some.
  HOME: "/nowhere"
}

/** The sample's entries in `ap-southeast-3`. */
export const ids: ReadonlyArray<string> = (tenant?.vpceps ?? [])
  .filter(({ region }) => region === "ap-southeast-3")
  .map(({ vpcep_id }) => vpcep_id)

const realTime = Effect.runSync(Clock.Clock)

/** The present, but a pause of less than ten seconds is a hundredth as long: a deadline is longer. */
const impatient: Clock.Clock = {
  currentTimeMillisUnsafe: () => realTime.currentTimeMillisUnsafe(),
  currentTimeMillis: realTime.currentTimeMillis,
  currentTimeNanosUnsafe: () => realTime.currentTimeNanosUnsafe(),
  currentTimeNanos: realTime.currentTimeNanos,
  monotonicTimeNanosUnsafe: () => realTime.monotonicTimeNanosUnsafe(),
  monotonicTimeNanos: realTime.monotonicTimeNanos,
  sleep: (duration) =>
    realTime.sleep(Duration.toSeconds(duration) < 10 ? Duration.times(duration, 0.01) : duration)
}

/** A run as a test wants it; what is not said is a pipe, where nobody answers. */
export interface Circumstances {
  readonly env?: Readonly<Record<string, string | undefined>>
  readonly terminal?: Omit<typeof Terminal.Service, "ask">
  /** What the person types when asked; of a list, one after the other. */
  readonly typed?: string | ReadonlyArray<string>
  /** Where secrets are kept; where none is given, the keyring cannot be used. */
  readonly keyring?: Keyring
  /** What is piped in. */
  readonly stdin?: string
  readonly server?: Dispatcher
  /** Whether the terminal has colours; not said is no. */
  readonly colours?: boolean
}

/** A person in front of a terminal. */
export const person = { stdinIsTerminal: true, stdoutIsTerminal: true, stderrIsTerminal: true }

const nobody = { stdinIsTerminal: false, stdoutIsTerminal: false }

/** A request on its way out. */
export type Sent = Dispatcher.DispatchOptions

/** The value of a header on its way out, where undici takes a flat list of names and values. */
export const header = ({ headers }: Sent, name: string): string | undefined => {
  const list = Array.isArray(headers) ? headers.map(String) : []
  return list.find((_, index) => index % 2 === 1 && list[index - 1] === name)
}

/** A run as its caller sees it, and what it sent. */
export interface Outcome {
  readonly status: number
  readonly stdout: string
  readonly stderr: string
  readonly asked: ReadonlyArray<string>
  readonly sent: ReadonlyArray<Sent>
}

class Recorder extends Dispatcher {
  readonly sent: Array<Sent> = []
  readonly #server: Dispatcher

  constructor(server: Dispatcher) {
    super()
    this.#server = server
  }

  override dispatch(options: Sent, handler: Dispatcher.DispatchHandler): boolean {
    this.sent.push(options)
    return this.#server.dispatch(options, handler)
  }
}

const printer = () => {
  const lines: Array<string> = []
  return { print: (line: string) => void lines.push(line), text: () => lines.join("\n") }
}

const piped = (text = "", print: (text: string) => void) =>
  Stdio.layerTest({
    stdin: Stream.make(Buffer.from(text)),
    stdout: () => Sink.forEach((chunk) => Effect.sync(() => print(Buffer.from(chunk).toString())))
  })

const typedAt = ({ typed = "" }: Circumstances, number: number) =>
  typeof typed === "string" ? typed : (typed[number - 1] ?? "")

const codeartsAt =
  (emulator: Dispatcher) =>
  async (line: string | ReadonlyArray<string>, given: Circumstances = {}): Promise<Outcome> => {
    const [stdout, stderr] = [printer(), printer()]
    const asked: Array<string> = []
    const server = new Recorder(given.server ?? emulator)
    const terminal = Terminal.of({
      ...(given.terminal ?? nobody),
      ask: (question) => Effect.sync(() => typedAt(given, asked.push(question)))
    })
    const env = ConfigProvider.fromEnvRecord({ ...environment, ...given.env })
    const status = await run(
      typeof line === "string" ? line.split(" ").filter(Boolean) : line
    ).pipe(
      Effect.provideService(Console.Console, {
        ...globalThis.console,
        log: stdout.print,
        error: stderr.print
      }),
      Effect.provideService(ConfigProvider.ConfigProvider, env),
      Effect.provideService(Terminal, terminal),
      Effect.provideService(Transport, server),
      Effect.provideService(TerminalCapabilities.TerminalCapabilities, {
        canColor: given.colours ?? false,
        canAnimate: false,
        canPrompt: false
      }),
      Effect.provideService(MetadataService, "http://127.0.0.1:1"),
      Effect.provideService(SystemKeyring, given.keyring ?? noKeyring),
      Effect.provide(Layer.merge(NodeServices.layer, piped(given.stdin, stdout.print))),
      Effect.provideService(Clock.Clock, impatient),
      Effect.runPromise
    )
    return { status, stdout: stdout.text(), stderr: stderr.text(), asked, sent: server.sent }
  }

/** Runs a command line: argv in, what its caller sees out. */
export type CodeArts = ReturnType<typeof codeartsAt>

const opened = (seed: Seed) =>
  Effect.map(make({ filename: ":memory:", seed }), (emulator) => codeartsAt(dispatcher(emulator)))

/** In front of one emulator for all the tests that delete nothing. */
export const codearts: CodeArts = await opened(sampleSeed).pipe(
  Scope.provide(Scope.makeUnsafe()),
  Effect.runPromise
)

/** A test in front of an emulator of its own. */
export const inWorld =
  (test: (codearts: CodeArts) => Promise<void>, seed: Seed = sampleSeed) =>
  () =>
    opened(seed).pipe(
      Effect.flatMap((codearts) => Effect.promise(() => test(codearts))),
      Effect.scoped,
      Effect.runPromise
    )
