import { Clock, Effect } from "effect"

/** One refused exchange, in milliseconds of this machine's clock but for what the server said. */
export interface Exchange {
  /** `Date` of the refusal, as it was written. */
  readonly answerDate: string | undefined
  /** The time the refused request was signed with. */
  readonly signedAt: number
  readonly sentAt: number
  readonly receivedAt: number
}

/** The time that signatures bear: this machine's, corrected by what a server said of it. */
export interface ServerClock {
  readonly now: Effect.Effect<number>
  /**
   * Learns from a refusal whose reason was that the signature had expired, and from nothing else.
   * True where the next signature bears another time, so that it is worth sending once more.
   */
  readonly learn: (refused: Exchange) => Effect.Effect<boolean>
}

// Nearer than this the times agree: servers allow 15 minutes, and a Date has whole seconds.
const agreement = 60_000

// A longer exchange tells too little of when its Date was written, or the clock was set meanwhile.
const longestExchange = 60_000

const imfFixdate = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/u

/** The time a `Date` header names, in the one form a server may write. */
const readDate = (text: string | undefined) => {
  const time = text !== undefined && imfFixdate.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(time) ? undefined : time
}

/** How far the server's clock is ahead, taken at the middle of the exchange; `Age` is not in it. */
const aheadBy = ({ answerDate, receivedAt, sentAt }: Exchange): number | undefined => {
  const date = readDate(answerDate)
  const took = receivedAt - sentAt
  if (date === undefined || took < 0 || took > longestExchange) return undefined
  return date - (sentAt + took / 2)
}

const agree = (one: number, other: number) => Math.abs(one - other) < agreement

/**
 * The correction after a refusal, and whether it helps. A request that bore the server's own time
 * already was not refused for this machine's clock, so what had been learned is dropped.
 */
const corrected = (
  skew: number,
  { sentAt, signedAt }: Exchange,
  ahead: number
): readonly [helps: boolean, skew: number] => {
  const needed = agree(ahead, 0) ? 0 : ahead
  if (!agree(ahead, signedAt - sentAt)) return [true, needed]
  return [false, agree(ahead, skew) ? 0 : skew]
}

/**
 * A clock of one client. What it learned is kept until a refusal contradicts it, and every
 * judgement is of the time the refused request itself bore, so that calls do not disturb each other.
 */
export const makeServerClock = (): ServerClock => {
  let skew = 0
  return {
    now: Effect.map(Clock.currentTimeMillis, (time) => Math.round(time + skew)),
    learn: (refused) =>
      Effect.sync(() => {
        const ahead = aheadBy(refused)
        if (ahead === undefined) return false
        const [helps, next] = corrected(skew, refused, ahead)
        skew = next
        return helps
      })
  }
}

/** The clock of this machine as it is, whatever a server says. */
export const machineClock: ServerClock = {
  now: Clock.currentTimeMillis,
  learn: () => Effect.succeed(false)
}
