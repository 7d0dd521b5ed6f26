import { DynamoDBClient, ListTablesCommand } from "@aws-sdk/client-dynamodb"
import { BasicCredentials } from "@huaweicloud/huaweicloud-sdk-core"
import { ClientBuilder } from "@huaweicloud/huaweicloud-sdk-core/ClientBuilder.js"
import type { HcClient } from "@huaweicloud/huaweicloud-sdk-core/HcClient.js"
import { Logger4jInstance } from "@huaweicloud/huaweicloud-sdk-core/logger/log4jLogger.js"
import { Effect, Redacted, Scope } from "effect"
import { Agent, request } from "undici"
import { type Client, make, type Options } from "../src/index.ts"
import { connect } from "../src/promise.ts"

Logger4jInstance.level = "off" // it would print every call

/** Something that asks for a page of ten, over and over. */
export interface Contender {
  readonly name: string
  readonly call: () => Promise<unknown>
}

const region = "ap-southeast-3"
const enterprise_id = "a8dd901e70f2485cb4f1fa2264eb3add"
const accessKey = "AKEXAMPLE"
const secret = "secret-of-the-benchmark"

const optionsFor = (endpoint: string): Options => ({
  credentials: { _tag: "AccessKey", accessKey, secretKey: Redacted.make(secret) },
  region,
  endpoint
})

/** Our client with its default options, until the process ends. */
export const ourClient = (endpoint: string): Promise<Client> =>
  Effect.runPromise(Scope.provide(make(optionsFor(endpoint)), Effect.runSync(Scope.make())))

const ours = async (endpoint: string): Promise<ReadonlyArray<Contender>> => {
  const client = await ourClient(endpoint)
  const promises = await connect(optionsFor(endpoint))
  const listing = client.listVpcepAccessControlRecords({ region, enterprise_id, limit: 10 })
  return [
    { name: "@codearts/client", call: () => Effect.runPromise(listing) },
    {
      name: "@codearts/client/promise",
      call: () => promises.listVpcepAccessControlRecords({ region, enterprise_id, limit: 10 })
    }
  ]
}

const official = (endpoint: string): Contender => {
  const credentials = new BasicCredentials().withAk(accessKey).withSk(secret).withProjectId("p")
  const client: HcClient = new ClientBuilder((made) => made)
    .withCredential(credentials)
    .withEndpoint(endpoint)
    .build()
  const call = () =>
    client.sendRequest({
      method: "GET",
      url: "/v2/vpceps",
      contentType: "application/json",
      queryParams: { enterprise_id, limit: 10 },
      pathParams: {},
      headers: { region }
    })
  return { name: "official SDK core", call }
}

const aws = (endpoint: string): Contender => {
  const client = new DynamoDBClient({
    region: "us-east-1",
    endpoint,
    credentials: { accessKeyId: accessKey, secretAccessKey: secret }
  })
  return {
    name: "@aws-sdk/client-dynamodb",
    call: () => client.send(new ListTablesCommand({ Limit: 10 }))
  }
}

/** Everybody who is measured, each with its connections as it makes them itself; the first is the measure. */
export const contenders = async (endpoint: string): Promise<ReadonlyArray<Contender>> => {
  const url = `${endpoint}/v2/vpceps?enterprise_id=${enterprise_id}&limit=10`
  const headers = { region }
  const dispatcher = new Agent()
  return [
    {
      name: "undici.request, unsigned",
      call: async () => (await request(url, { dispatcher, headers })).body.json()
    },
    ...(await ours(endpoint)),
    { name: "global fetch, unsigned", call: async () => (await fetch(url, { headers })).json() },
    official(endpoint),
    aws(endpoint)
  ]
}
