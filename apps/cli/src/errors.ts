import { Data } from "effect"

/** The command line is wrong in a way that parsing cannot see. */
export class Usage extends Data.TaggedError("Usage")<{ readonly message: string }> {}

/** The command was understood and refused before anything was sent. */
export class Refused extends Data.TaggedError("Refused")<{ readonly message: string }> {}

/** Nothing says who calls. */
export class NoCredentials extends Data.TaggedError("NoCredentials")<{
  readonly message: string
}> {}

/** Entries named on the command line that are not there. */
export class NotListed extends Data.TaggedError("NotListed")<{ readonly message: string }> {}

/** The catalog has no such code. */
export class UnknownCode extends Data.TaggedError("UnknownCode")<{ readonly message: string }> {}
