import { Schema } from "effect"

const isEndpoint = (text: string) => {
  if (!URL.canParse(text)) return false
  const { hash, password, protocol, search, username } = new URL(text)
  return /^https?:$/u.test(protocol) && `${username}${password}${search}${hash}` === ""
}

/** Where a collector takes OTLP over HTTP, without `/v1/traces`. */
export const OtlpEndpoint = Schema.String.check(
  Schema.makeFilter(isEndpoint, {
    expected: "an http or https URL without user and query, such as http://127.0.0.1:4318"
  })
)

/** Where traces go; nowhere, and at no cost, where nothing is set. */
export const TracingSettings = Schema.Struct({ endpoint: OtlpEndpoint })
