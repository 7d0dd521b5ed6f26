import { Schema } from "effect"
import { HttpApiEndpoint, HttpApiGroup, OpenApi } from "effect/http-api"
import { Authentication } from "./Authentication.ts"
import { documented } from "./documented.ts"
import {
  Description,
  EnterpriseId,
  Limit,
  Offset,
  RegionId,
  Sort,
  VpcepId,
  VpcepIds
} from "./fields.ts"
import { open } from "./open.ts"
import { refusedOfBodies, refusedWith } from "./refusedWith.ts"

const status = Schema.optionalKey(
  Schema.String.check(documented({ enum: ["ok"] })).annotate({
    description: "ok; the document's own example leaves it out."
  })
)

const documentedId = documented<string>({ pattern: "^[a-z0-9-]{1,40}$" })

/** One entry of the access-control list: a VPC endpoint that may reach the tenant. Table 4-11. */
export const VpceInfo = open({
  vpcep_id: Schema.String.check(documentedId).annotate({ description: "Id of the VPC endpoint." }),
  region: Schema.optionalKey(
    Schema.String.check(documentedId).annotate({ description: "Region it is in." })
  ),
  description: Schema.optionalKey(
    Schema.NullOr(Schema.String).annotate({ description: "What people wrote beside it." })
  ),
  creator: Schema.optionalKey(
    Schema.NullOr(Schema.String).annotate({ description: "Who allowed it." })
  ),
  create_time: Schema.optionalKey(
    Schema.NullOr(Schema.String).annotate({
      description: "When it was allowed, as text: the cloud's times are not always RFC 3339."
    })
  ),
  modify_time: Schema.optionalKey(
    Schema.NullOr(Schema.String).annotate({ description: "When it last changed, as text." })
  )
}).annotate({ identifier: "VpceInfo" })

/** One entry of the access-control list. */
export type VpceInfo = typeof VpceInfo.Type

/** The answer to `listVpcepAccessControlRecords`. Tables 4-9 and 4-10. */
export const VpcepAccessControlRecords = open({
  status,
  data: open({
    enterprise_id: Schema.optionalKey(
      Schema.String.check(documented({ pattern: "^[A-Za-z0-9_-]{1,40}$" })).annotate({
        description: "The tenant whose entries these are."
      })
    ),
    vpceps: Schema.Array(VpceInfo).annotate({ description: "The entries, ordered by vpcep_id." })
  }).annotate({ identifier: "TenantVpceInfos" }),
  limit: Schema.optionalKey(
    Schema.Int.check(documented({ minimum: 0, maximum: 100 })).annotate({
      description: "Entries answered at most, 0 to 100."
    })
  ),
  offset: Schema.optionalKey(
    Schema.Int.check(documented({ minimum: 0, maximum: 9999 })).annotate({
      description: "Entries passed over, 0 to 9,999."
    })
  ),
  total: Schema.Int.annotate({ description: "Entries there are, on all pages." })
}).annotate({ identifier: "VpcepAccessControlRecords", description: "The tenant's entries." })

/** The answer to `listVpcepAccessControlRecords`. */
export type VpcepAccessControlRecords = typeof VpcepAccessControlRecords.Type

/** One entry to delete. Table 4-3. The description is checked and never matched. */
export const VpcepRequestInfo = Schema.Struct({
  vpcep_id: VpcepId,
  description: Schema.optionalKey(Description)
}).annotate({ identifier: "VpcepRequestInfo" })

/** The answer to `deleteVpcepAccessControlRecords`. Table 4-4. */
export const DeletedVpcepAccessControlRecords = open({
  status,
  total: Schema.Int.annotate({ description: "Entries deleted." })
}).annotate({ identifier: "DeletedVpcepAccessControlRecords", description: "Deleted." })

const list = HttpApiEndpoint.get("listVpcepAccessControlRecords", "/v2/vpceps", {
  disableCodecs: true,
  headers: { region: RegionId },
  query: {
    enterprise_id: EnterpriseId,
    vpcep_ids: Schema.optionalKey(VpcepIds),
    offset: Schema.optionalKey(Offset),
    limit: Schema.optionalKey(Limit),
    sort: Schema.optionalKey(Sort)
  },
  success: VpcepAccessControlRecords,
  error: refusedWith()
})
  .annotate(OpenApi.Identifier, "listVpcepAccessControlRecords")
  .annotate(OpenApi.Summary, "List the VPC endpoints that may reach a tenant")

/** The body of a deletion of so many entries: the contract's is of 1 to 100. Table 4-2. */
export const deletion = (fewest: number, most: number) =>
  Schema.Struct({
    enterprise_id: Schema.optionalKey(EnterpriseId),
    vpceps: Schema.Array(VpcepRequestInfo)
      .check(
        Schema.isBetweenLength(fewest, most, { expected: `${fewest} to ${most} entries` }),
        Schema.makeFilter(
          (vpceps) => new Set(vpceps.map(({ vpcep_id }) => vpcep_id)).size === vpceps.length,
          { expected: "a list that names each vpcep_id once" }
        )
      )
      .annotate({
        description:
          "The entries to delete, 1 to 100. An empty list is refused: the vendor's document leaves its meaning open."
      })
  })

const remove = HttpApiEndpoint.delete("deleteVpcepAccessControlRecords", "/v2/vpceps", {
  disableCodecs: true,
  headers: { region: RegionId },
  payload: deletion(1, 100),
  success: DeletedVpcepAccessControlRecords,
  error: refusedWith(refusedOfBodies)
})
  .annotate(OpenApi.Identifier, "deleteVpcepAccessControlRecords")
  .annotate(OpenApi.Summary, "Delete VPC endpoints from a tenant's list; this cannot be undone")

/** The access-control list of VPC endpoints. Section 4.1 of the reference. */
export const Vpcep = HttpApiGroup.make("vpcep").add(list, remove).middleware(Authentication)
