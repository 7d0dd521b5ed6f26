import { Data } from "effect"

/** The command line is wrong in a way that parsing cannot see. */
export class Usage extends Data.TaggedError("Usage")<{
  readonly message: string
  /** What is wrong in a file, mistake by mistake. */
  readonly mistakes?: ReadonlyArray<string>
}> {}

/** The command was understood and refused before anything was sent. */
export class Refused extends Data.TaggedError("Refused")<{
  readonly message: string
  /** The command that leads on, where the general advice on a refusal does not. */
  readonly more?: string
}> {}

/** What was found is no access key, or not the one that is asked about. */
export class NoAccessKey extends Data.TaggedError("NoAccessKey")<{ readonly message: string }> {}

/** A file of profiles is broken, open to others or cannot be written; it is as it was. */
export class ProfilesUnusable extends Data.TaggedError("ProfilesUnusable")<{
  readonly message: string
}> {}

/** The system's keyring cannot be used, and nothing is kept elsewhere in its place. */
export class NoKeyring extends Data.TaggedError("NoKeyring")<{ readonly message: string }> {}

/** Something about this machine or its settings is wrong: stdout says what, and how to mend it. */
export class Unhealthy extends Data.TaggedError("Unhealthy") {}

/** Nothing says the token of the emulator's admin API, or not in a way that can be used. */
export class NoAdminToken extends Data.TaggedError("NoAdminToken")<{ readonly message: string }> {}

/** Entries named on the command line that are not there; nothing was deleted. */
export class NotListed extends Data.TaggedError("NotListed")<{ readonly message: string }> {}

/** The API says that it deleted another number of entries than it was asked to. */
export class PartlyDeleted extends Data.TaggedError("PartlyDeleted")<{
  readonly deleted: number
  readonly asked: number
}> {
  override get message() {
    return `${this.deleted} deleted where ${this.asked} were asked for, says the API`
  }
}

/** The catalog has no such code, or not with such a status. */
export class UnknownCode extends Data.TaggedError("UnknownCode")<{
  readonly message: string
  /** The command that leads on. */
  readonly more: string
}> {}

/** No error of the catalog holds all the words. */
export class NothingFound extends Data.TaggedError("NothingFound")<{ readonly words: string }> {
  readonly more = "codearts error list"
  override get message() {
    return `no error says ${this.words}`
  }
}

/** Both sides of a comparison differ: stdout says where, and the exit status is all that is left. */
export class Differs extends Data.TaggedError("Differs") {}

/** A request is not genuine: stdout says why, and the exit status is all that is left. */
export class NotGenuine extends Data.TaggedError("NotGenuine") {}

/** A plan was carried out in part; its journal has the rest. */
export class AppliedInPart extends Data.TaggedError("AppliedInPart")<{
  readonly done: number
  readonly asked: number
  /** The command that goes on from there. */
  readonly goOn: string
}> {
  override get message() {
    return `${this.done} of ${this.asked} done; go on with: ${this.goOn}`
  }
}

/** Of several lists, some could not be read; each has been told by itself. */
export class ReadInPart extends Data.TaggedError("ReadInPart")<{
  readonly read: number
  readonly asked: number
}> {
  override get message() {
    return `${this.read} of ${this.asked} lists read`
  }
}
