import { decodeResponse, encodeRequest, vpcepHost } from "@codearts/api"
import { Result } from "effect"

const request = encodeRequest("listVpcepAccessControlRecords", {
  region: "ap-southeast-3",
  enterprise_id: "a8dd901e70f2485cb4f1fa2264eb3add",
  sort: "asc"
})
console.log(vpcepHost("ap-southeast-3"), Result.getOrThrow(request))

const answer = { data: { vpceps: [{ vpcep_id: "ep-1" }] }, total: 1 }
console.log(Result.getOrThrow(decodeResponse("listVpcepAccessControlRecords", answer)))
