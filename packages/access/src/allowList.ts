import { Description, EnterpriseId, RegionId, VpcepId } from "@codearts/api"
import { Schema } from "effect"
import { brokenRules } from "./allowListRules.ts"
import { Count, Day, Line, PublicKey } from "./fields.ts"
import { ruleNames } from "./rules.ts"

const Allowed = Schema.Struct({
  vpcep_id: VpcepId,
  owner: Line.annotate({ description: "Who answers for it." }),
  reason: Line.annotate({ description: "Why it may reach the tenant." }),
  ticket: Schema.optionalKey(Line.annotate({ description: "Where that was decided." })),
  expires: Schema.Union([Schema.Literal("never"), Day]).annotate({
    expected: "a day, such as 2027-01-31, or never",
    description: "The last day (UTC) on which it is allowed, or never."
  }),
  description: Schema.optionalKey(
    Description.annotate({ description: "What the entry's own description must be." })
  )
}).annotate({ identifier: "Allowed", description: "One VPC endpoint that may reach the tenant." })

const Region = Schema.Struct({
  region: RegionId,
  allowed: Schema.Array(Allowed),
  required: Schema.optionalKey(
    Schema.Struct({ repo: VpcepId, cf2: VpcepId }).annotate({
      expected: "an id of repo and one of cf2, for example { repo: ep-1, cf2: ep-2 }",
      description: "The entries of CodeArts Repo and of CF2, which private access needs both."
    })
  ),
  self: Schema.optionalKey(
    Schema.Array(VpcepId).annotate({
      description: "The entries we come through ourselves: deleting one locks us out."
    })
  ),
  protected: Schema.optionalKey(
    Schema.Array(VpcepId).annotate({ description: "Entries that are never deleted." })
  )
}).annotate({ identifier: "RegionList", description: "What is allowed in one region." })

const Tenant = Schema.Struct({
  enterprise_id: EnterpriseId,
  regions: Schema.Array(Region)
}).annotate({ identifier: "TenantList", description: "What is allowed for one tenant." })

const Muted = Schema.Struct({
  rule: Schema.Literals(ruleNames).annotate({ expected: ruleNames.join(", ") }),
  enterprise_id: Schema.optionalKey(EnterpriseId),
  region: Schema.optionalKey(RegionId),
  vpcep_id: Schema.optionalKey(VpcepId),
  reason: Line,
  until: Schema.optionalKey(Day.annotate({ description: "The last day (UTC) it is muted." }))
}).annotate({
  identifier: "Muted",
  description: "Findings that are shown and fail nothing; a field that is left out matches all."
})

const Guards = Schema.Struct({
  maximum: Schema.optionalKey(
    Count.annotate({ description: "Entries that one run may delete at most; 10 by default." })
  ),
  percent: Schema.optionalKey(
    Schema.Int.check(
      Schema.isBetween({ minimum: 0, maximum: 100 }, { expected: "a whole number, 0 to 100" })
    ).annotate({
      description:
        "Share of a list that one run may delete at most; 20 by default; from 6 entries on."
    })
  )
}).annotate({ identifier: "Guards", description: "How much one run may delete." })

const Approvals = Schema.Struct({
  above: Count.annotate({ description: "Deletions that need no second person." }),
  approvers: Schema.NonEmptyArray(Schema.Struct({ name: Line, key: PublicKey }))
}).annotate({ identifier: "Approvals", description: "Who approves the plan of another." })

/** The allow-list: which VPC endpoints may reach which tenant, who says so, and until when. */
export const AllowList = Schema.Struct({
  version: Schema.optionalKey(Schema.Literal(1)),
  guards: Schema.optionalKey(Guards),
  approvals: Schema.optionalKey(Approvals),
  muted: Schema.optionalKey(Schema.Array(Muted)),
  tenants: Schema.Array(Tenant)
})
  .check(Schema.makeFilter((list) => brokenRules(list)))
  .annotate({ identifier: "AllowList" })

/** The allow-list. */
export type AllowList = typeof AllowList.Type

/** What is allowed in one region. */
export type RegionList = typeof Region.Type

/** What the allow-list says of one region of a tenant; nothing where it does not name it. */
export const regionListOf = (
  { tenants }: AllowList,
  enterprise_id: string,
  region: string
): RegionList | undefined =>
  tenants
    .find((tenant) => tenant.enterprise_id === enterprise_id)
    ?.regions.find((list) => list.region === region)

/** Whether a day of the allow-list lies behind. */
export const isOver = (day: string, now: Date): boolean =>
  day !== "never" && now.toISOString().slice(0, 10) > day
