import { operation } from "@codearts/api"
import { twinPath } from "./twin.ts"

type Json = Readonly<Record<string, unknown>>

const { path } = operation("deleteVpcepAccessControlRecords")

const objectOf = (value: unknown): Json => Object(value)

const headers = [
  {
    name: "X-Codearts-Dry-Run",
    in: "header",
    required: false,
    schema: { type: "string", enum: ["true"] },
    description:
      "This gateway's own: true to have everything checked and nothing deleted. A signature must cover it."
  },
  {
    name: "X-Codearts-Plan",
    in: "header",
    required: false,
    schema: { type: "string", pattern: "^sha256:[0-9a-f]{64}$" },
    description:
      "This gateway's own: the digest of the approved plan that the deletion is a chunk of. A signature must cover it."
  }
]

const dryRun = {
  type: "object",
  description: "The answer to a dry run: nothing has been deleted.",
  properties: {
    status: { type: "string", enum: ["ok"] },
    dry_run: { type: "boolean", enum: [true] },
    total: { type: "integer", description: "Entries that would be deleted." },
    data: {
      type: "object",
      properties: {
        enterprise_id: { type: "string" },
        region: { type: "string" },
        vpceps: {
          type: "array",
          items: {
            type: "object",
            properties: { vpcep_id: { type: "string" } },
            required: ["vpcep_id"]
          }
        }
      },
      required: ["enterprise_id", "region", "vpceps"]
    },
    left: { type: "integer", description: "Entries of the region that would be left." },
    snapshot: { type: "string", description: "Digest of the list that was read." }
  },
  required: ["status", "dry_run", "total", "data", "left", "snapshot"]
}

const orDryRun = (answer: Json): Json => {
  const media = objectOf(objectOf(answer["content"])["application/json"])
  const schema = { anyOf: [media["schema"], dryRun] }
  return { ...answer, content: { "application/json": { ...media, schema } } }
}

const withOwn = (remove: Json): Json => {
  const { parameters, responses } = remove
  const answers = objectOf(responses)
  return {
    ...remove,
    parameters: [...(Array.isArray(parameters) ? parameters : []), ...headers],
    responses: { ...answers, "200": orDryRun(objectOf(answers["200"])) }
  }
}

/** The paths of the contract with what this gateway adds to a deletion: two headers, and its twin by POST. */
export const withOwnDeletion = (paths: Json): Json => {
  const item = objectOf(paths[path])
  const remove = withOwn(objectOf(item["delete"]))
  const post = {
    ...remove,
    operationId: "deleteVpcepAccessControlRecordsByPost",
    summary:
      "This gateway's own, not the vendor's: what the DELETE does, for clients that send no body with one",
    "x-codearts-extension": "gateway"
  }
  return { ...paths, [path]: { ...item, delete: remove }, [twinPath]: { post } }
}
