import { Option } from "effect"

type Present<Fields> = {
  readonly [Key in keyof Fields]?: Fields[Key] extends Option.Option<infer Value> ? Value : never
}

/** The fields that have a value, without the ones that have none. */
export const present = <Fields extends Readonly<Record<string, Option.Option<unknown>>>>(
  fields: Fields
): Present<Fields> =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) =>
      Option.isSome(value) ? [[name, value.value]] : []
    )
  ) as Present<Fields> // the same names, each with the value of its own option
