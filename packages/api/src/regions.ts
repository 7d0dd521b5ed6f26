/** A region as table 1-1 of the reference and its China edition list it. */
export interface Region {
  readonly id: string
  readonly name: string
  readonly site: "international" | "china"
}

/** The regions known to offer CodeArts. An open set: a region that is not here works through `vpcepHost`. */
export const regions: ReadonlyArray<Region> = [
  { id: "af-north-1", name: "AF-Cairo", site: "international" },
  { id: "af-south-1", name: "AF-Johannesburg", site: "international" },
  { id: "ap-southeast-3", name: "AP-Singapore", site: "international" },
  { id: "la-north-2", name: "LA-Mexico City2", site: "international" },
  { id: "la-south-2", name: "LA-Santiago", site: "international" },
  { id: "me-east-1", name: "ME-Riyadh", site: "international" },
  { id: "sa-brazil-1", name: "LA-Sao Paulo1", site: "international" },
  { id: "tr-west-1", name: "TR-Istanbul", site: "international" },
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
