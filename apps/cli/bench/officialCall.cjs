// One signed list call with the official SDK's core, as small a program as it can be.
const { BasicCredentials } = require("@huaweicloud/huaweicloud-sdk-core")
const { ClientBuilder } = require("@huaweicloud/huaweicloud-sdk-core/ClientBuilder.js")
const { Logger4jInstance } = require("@huaweicloud/huaweicloud-sdk-core/logger/log4jLogger.js")

Logger4jInstance.level = "off" // it would print every call

const { CODEARTS_ENDPOINT, CODEARTS_ENTERPRISE_ID, CODEARTS_REGION } = process.env
const { HUAWEICLOUD_SDK_AK, HUAWEICLOUD_SDK_SK } = process.env

const credentials = new BasicCredentials()
  .withAk(HUAWEICLOUD_SDK_AK)
  .withSk(HUAWEICLOUD_SDK_SK)
  .withProjectId("p")

void new ClientBuilder((made) => made)
  .withCredential(credentials)
  .withEndpoint(CODEARTS_ENDPOINT)
  .build()
  .sendRequest({
    method: "GET",
    url: "/v2/vpceps",
    contentType: "application/json",
    queryParams: { enterprise_id: CODEARTS_ENTERPRISE_ID, limit: 100 },
    pathParams: {},
    headers: { region: CODEARTS_REGION }
  })
  .then((answer) => process.stdout.write(JSON.stringify(answer)))
