/**
 * What OCSF 1.4.0 demands of a Compliance Finding with the profile Cloud: the attributes that must be
 * there, the types and names of those that we write, and of which pairs one must be there. Written by
 * us from the published rules, for no package of npm has them: it holds us to what we have read.
 */
const text = { type: "string", minLength: 1 }
const moment = { type: "integer", minimum: 0 }
const list = { type: "array", items: text, minItems: 1 }

/** An object of these attributes and no others, all of them required but those that are named. */
const object = (
  properties: Readonly<Record<string, object>>,
  optional: ReadonlyArray<string> = []
) => ({
  type: "object",
  properties,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
  additionalProperties: false
})

/** A number and the caption that belongs to it. */
const pairs = (number: string, caption: string, of: Readonly<Record<number, string>>) => ({
  oneOf: Object.entries(of).map(([id, name]) => ({
    properties: { [number]: { const: Number(id) }, [caption]: { const: name } }
  }))
})

const entity = { anyOf: [{ required: ["name"] }, { required: ["uid"] }] }

const resource = {
  ...object({ type: text, name: text, uid: text, region: text, owner: object({ name: text }) }, [
    "name",
    "uid",
    "owner"
  ]),
  ...entity
}

const compliance = {
  ...object({ control: text, standards: list, status_id: {}, status: {} }),
  ...pairs("status_id", "status", { 1: "Pass", 2: "Warning", 3: "Fail" })
}

/** The JSON Schema of an event. */
export const ocsfEvent = {
  ...object(
    {
      activity_id: { const: 1 },
      activity_name: { const: "Create" },
      category_uid: { const: 2 },
      category_name: { const: "Findings" },
      class_uid: { const: 2003 },
      class_name: { const: "Compliance Finding" },
      type_uid: { const: 2003 * 100 + 1 },
      type_name: { const: "Compliance Finding: Create" },
      time: moment,
      severity_id: {},
      severity: {},
      status_id: {},
      status: {},
      message: text,
      comment: text,
      metadata: object({
        version: { const: "1.4.0" },
        profiles: { const: ["cloud"] },
        product: object({ name: text, vendor_name: text, version: text })
      }),
      finding_info: object(
        { uid: text, title: text, desc: text, created_time: moment, types: list },
        ["desc"]
      ),
      compliance,
      cloud: object({ provider: text, region: text, account: object({ uid: text }) }, ["region"]),
      resources: { type: "array", items: resource, minItems: 1 },
      remediation: object({ desc: text }),
      unmapped: { type: "object" }
    },
    ["message", "comment", "resources", "remediation"]
  ),
  allOf: [
    pairs("severity_id", "severity", { 1: "Informational", 3: "Medium", 4: "High" }),
    pairs("status_id", "status", { 1: "New", 3: "Suppressed", 4: "Resolved" })
  ]
}
