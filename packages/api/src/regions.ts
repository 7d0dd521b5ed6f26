/** A region as table 1-1 of the reference and its China edition list it. */
export interface Region {
  readonly id: string
  readonly name: string
  readonly site: "international" | "china"
  /**
   * Whether the vendor's manual offers private access there, and so a list to control (page of
   * 2026-01-12); of the regions of China it says nothing.
   */
  readonly privateAccess?: boolean
}

/** The regions known to offer CodeArts. An open set: a region that is not here works through `vpcepHost`. */
export const regions: ReadonlyArray<Region> = [
  { id: "af-north-1", name: "AF-Cairo", site: "international", privateAccess: false },
  { id: "af-south-1", name: "AF-Johannesburg", site: "international", privateAccess: false },
  { id: "ap-southeast-3", name: "AP-Singapore", site: "international", privateAccess: true },
  { id: "la-north-2", name: "LA-Mexico City2", site: "international", privateAccess: false },
  { id: "la-south-2", name: "LA-Santiago", site: "international", privateAccess: false },
  { id: "me-east-1", name: "ME-Riyadh", site: "international", privateAccess: false },
  { id: "sa-brazil-1", name: "LA-Sao Paulo1", site: "international", privateAccess: true },
  { id: "tr-west-1", name: "TR-Istanbul", site: "international", privateAccess: false },
  { id: "cn-east-2", name: "CN East-Shanghai2", site: "china" },
  { id: "cn-east-3", name: "CN East-Shanghai1", site: "china" },
  { id: "cn-north-1", name: "CN North-Beijing1", site: "china" },
  { id: "cn-north-4", name: "CN North-Beijing4", site: "china" },
  { id: "cn-south-1", name: "CN South-Guangzhou", site: "china" },
  { id: "cn-south-2", name: "CN South-Shenzhen", site: "china" },
  { id: "cn-southwest-2", name: "CN Southwest-Guiyang1", site: "china" }
]

const host = (service: string, region: string) =>
  `${service}.${region.toLowerCase()}.myhuaweicloud.com`

/** The host that serves the access-control list of a region. */
export const vpcepHost = (region: string): string => host("codearts-devuc", region)

/** The host that serves identities (tokens, projects, users) for a region. */
export const iamHost = (region: string): string => host("iam", region)
