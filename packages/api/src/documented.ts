import { type JsonSchema, Schema } from "effect"

/**
 * What the reference says of a field of an answer, beyond its type. The OpenAPI document tells it;
 * an answer that breaks it is read all the same, since the cloud's own do.
 */
export const documented = <A>(rule: JsonSchema.JsonSchema) =>
  Schema.makeFilter<A>(() => true, { toJsonSchema: () => rule })
