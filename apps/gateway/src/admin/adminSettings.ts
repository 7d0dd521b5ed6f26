import { Schema } from "effect"
import { Port } from "../listening/listeningSettings.ts"

const Host = Schema.Literals(["127.0.0.1", "::1", "localhost"]).annotate({
  expected: "127.0.0.1, ::1 or localhost: what it tells is for those on this machine"
})

/** Where the admin listener is; `off` for none. */
export const adminSettings = Schema.Union([
  Schema.Literal("off"),
  Schema.Struct({ host: Schema.optionalKey(Host), port: Schema.optionalKey(Port) })
]).annotate({
  expected: "off, or host and port",
  description: "Where those who run the gateway ask it how it is; 127.0.0.1:8081 by default."
})
