import { Schema } from "effect"

/** The schemas of an address, which the public listener has too. */
export interface AddressSchemas<Host extends Schema.Top, Port extends Schema.Top> {
  readonly Host: Host
  readonly Port: Port
}

/** Where the admin listener is; `off` for none. */
export const adminSettings = <Host extends Schema.Top, Port extends Schema.Top>({
  Host,
  Port
}: AddressSchemas<Host, Port>) =>
  Schema.Union([
    Schema.Literal("off"),
    Schema.Struct({ host: Schema.optionalKey(Host), port: Schema.optionalKey(Port) })
  ])
