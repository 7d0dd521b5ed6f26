import { BasicCredentials } from "@huaweicloud/huaweicloud-sdk-core"
import { ClientBuilder } from "@huaweicloud/huaweicloud-sdk-core/ClientBuilder.js"
import type { HcClient, HttpRequestOptions } from "@huaweicloud/huaweicloud-sdk-core/HcClient.js"
import { Logger4jInstance } from "@huaweicloud/huaweicloud-sdk-core/logger/log4jLogger.js"
import type { SdkResponse } from "@huaweicloud/huaweicloud-sdk-core/SdkResponse.js"

// It prints every refusal to stdout, its request included.
Logger4jInstance.level = "off"

/** An access key and where to use it. */
export interface Account {
  readonly endpoint: string
  readonly access_key: string
  readonly secret_key: string
  readonly project_id: string
}

/** The official SDK's own client, which signs with its own signer and sends with its own HTTP stack. */
export const officialClient = ({ access_key, endpoint, project_id, secret_key }: Account) => {
  const credentials = new BasicCredentials()
    .withAk(access_key)
    .withSk(secret_key)
    .withProjectId(project_id)
  const client: HcClient = new ClientBuilder((made) => made)
    .withCredential(credentials)
    .withEndpoint(endpoint)
    .build()
  return {
    call: (
      options: Pick<HttpRequestOptions, "method" | "data"> & {
        readonly queryParams?: Record<string, unknown>
        readonly region: string
      }
    ) =>
      client.sendRequest<SdkResponse & Record<string, unknown>>({
        method: options.method,
        url: "/v2/vpceps",
        contentType: "application/json",
        queryParams: options.queryParams ?? {},
        pathParams: {},
        headers: { region: options.region },
        ...(options.data !== undefined && { data: options.data })
      })
  }
}
