import { holdsPassword } from "@codearts/emulator"
import { Schema } from "effect"
import { resolve } from "node:path"

const Path = Schema.String.check(Schema.isNonEmpty({ expected: "the path of a file" }))

const isAddressOf = (text: string, protocols: ReadonlyArray<string>) =>
  URL.canParse(text) && protocols.includes(new URL(text).protocol)

const Database = Schema.String.check(
  Schema.makeFilter(
    (url) => isAddressOf(url, ["postgres:", "postgresql:"]) && !holdsPassword(url),
    {
      expected:
        "postgres://USER@HOST/DATABASE without a password, which is in database_password_file or PGPASSWORD"
    }
  )
)

const State = Schema.Struct({
  /** Where several gateways remember deletions, take turns, and keep one audit. */
  database: Schema.optionalKey(Database),
  database_password_file: Schema.optionalKey(Path)
})

/** What is set about state that several gateways share. */
export const stateFields = { state: Schema.optionalKey(State) }

const Fields = Schema.Struct(stateFields)

/** What is set about state; it is this process's own where nothing is said. */
export type StateSettings = typeof Fields.Type

/** The same, its paths found from a directory. */
export const statePathsFrom = (directory: string, { state }: StateSettings): StateSettings => {
  if (state === undefined) return {}
  const { database_password_file } = state
  return {
    state: {
      ...state,
      ...(database_password_file !== undefined && {
        database_password_file: resolve(directory, database_password_file)
      })
    }
  }
}
