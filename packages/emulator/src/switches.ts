import { grouped } from "@codearts/api"
import { Context, Schema } from "effect"

const count = (minimum: number, maximum: number) =>
  Schema.Int.check(
    Schema.isBetween(
      { minimum, maximum },
      { expected: `a whole number from ${minimum} to ${grouped(maximum)}` }
    )
  )

/** How many calls of an operation an account may make, and in how many seconds. */
const Throttle = Schema.Struct({ requests: count(1, 1_000_000), seconds: count(1, 3600) })

/** What the vendor's document leaves open, and what costs nothing until it is asked for. */
export const Switches = Schema.Struct({
  regionHeader: Schema.Literals(["route", "filter"]).annotate({
    description: "A list answers the entries of every region, or of the region header's alone."
  }),
  emptyDelete: Schema.Literals(["reject", "none", "all"]).annotate({
    description: "A deletion that names no entry is refused, deletes none, or all of the region."
  }),
  partialDelete: Schema.Literals(["reject", "ignore"]).annotate({
    description: "A deletion of which some ids are unknown is refused whole, or deletes the others."
  }),
  maxDelete: count(1, 1000).annotate({ description: "How many entries one deletion may name." }),
  replay: Schema.Literals(["refuse", "allow"]).annotate({
    description: "A signed deletion sent again is refused, or answered by what is found."
  }),
  defaultLimit: count(1, 100).annotate({ description: "How long a page is when nobody says." }),
  emptyList: Schema.Literals(["ok", "notFound"]).annotate({
    description: "A tenant without entries gets an empty list, or 404."
  }),
  unknownFields: Schema.Literals(["reject", "ignore"]).annotate({
    description:
      "Fields and query keys that an operation does not have are refused, or passed over."
  }),
  pathPrefix: Schema.String.check(
    Schema.isPattern(/^(\/[A-Za-z0-9_-]+){0,8}$/u, {
      expected: "empty, or a path such as /devuc-accessmgmt"
    })
  ).annotate({ description: "Put before /v2/vpceps, as an older edition of the document has it." }),
  throttle: Schema.Union([Schema.Literal("off"), Throttle]).annotate({
    description: "More calls of an operation by an account get 429 APIGW.0308."
  }),
  backOff: Schema.Literals(["off", "on"]).annotate({
    description:
      "A source that failed five times with a key waits, 1 s doubling to 60 s; others do not."
  })
})

/** How the emulator behaves where it has a choice. */
export type Switches = typeof Switches.Type

/** What holds unless something else is asked for. */
export const strictSwitches: Switches = {
  regionHeader: "route",
  emptyDelete: "reject",
  partialDelete: "reject",
  maxDelete: 100,
  replay: "refuse",
  defaultLimit: 10,
  emptyList: "ok",
  unknownFields: "reject",
  pathPrefix: "",
  throttle: "off",
  backOff: "off"
}

/** The switches as they stand while a request is answered. */
export const CurrentSwitches = Context.Reference<Switches>("@codearts/emulator/Switches", {
  defaultValue: () => strictSwitches
})
