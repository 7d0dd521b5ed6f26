import type { ServerResponse } from "node:http"
import type { Browser, Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { type ReceivedRequest, verify } from "../src/index.ts"
import { key } from "./arrive.ts"
import { bundledForPage } from "./bundle.ts"
import { launch, noChromium } from "./chromium.ts"
import { serve, type Server } from "./server.ts"
import type * as webPage from "./webPage.ts"
import type { PageVector, WebOutcome } from "./webStages.ts"
import { assertWebOutcomes, pageVectors } from "./webVectors.ts"

declare const web: typeof webPage

declare const askWorker: (vectors: ReadonlyArray<PageVector>) => Promise<unknown>

const reason = noChromium()
if (reason !== undefined) process.stderr.write(`the browser tests are skipped: ${reason}\n`)

const workerScript = `
  importScripts("/web.js")
  onmessage = async ({ data }) => postMessage(await Promise.all(data.map(web.webOutcome)))`

const pageScript = `
  const askWorker = (vectors) => new Promise((resolve, reject) => {
    const worker = new Worker("/worker.js")
    worker.onmessage = ({ data }) => resolve(data)
    worker.onerror = ({ message }) => reject(new Error(message))
    worker.postMessage(vectors)
  })`

const files: Readonly<Record<string, readonly [type: string, text: string]>> = {
  "/": [
    "text/html",
    `<!doctype html><script src="/web.js"></script><script>${pageScript}</script>`
  ],
  "/web.js": ["text/javascript", await bundledForPage("./webPage.ts")],
  "/worker.js": ["text/javascript", workerScript]
}

const answer = (response: ServerResponse, { target }: ReceivedRequest): void => {
  const [type, text] = files[target] ?? ["text/plain", ""]
  if (target === "/moved") response.writeHead(307, { location: "/elsewhere" })
  else response.setHeader("content-type", type)
  response.end(text)
}

describe.skipIf(reason !== undefined)("the web entry in Chromium", () => {
  let server: Server
  let browser: Browser
  let page: Page
  let outcomes: ReadonlyArray<WebOutcome>

  beforeAll(async () => {
    server = await serve(answer)
    browser = await launch()
    page = await browser.newPage()
    await page.goto(server.origin)
    outcomes = await page.evaluate(
      (vectors) => Promise.all(vectors.map(web.webOutcome)),
      pageVectors
    )
  }, 60_000)

  afterAll(async () => {
    await browser?.close()
    await server?.[Symbol.asyncDispose]()
  })

  assertWebOutcomes(() => outcomes)

  it("makes the same of every vector in a worker", async () => {
    const answered = await page.evaluate((vectors) => askWorker(vectors), pageVectors)
    expect(answered).toEqual(outcomes)
  }, 30_000)

  it("signedFetch sends what it signed", async () => {
    await page.evaluate(async (credentials) => {
      const headers = { region: "ap-southeast-3", "content-type": "application/json" }
      const body = JSON.stringify({ vpceps: ["é"] })
      await web.signedFetch(credentials)("/v2/vpceps?b=é 1&a", { method: "DELETE", headers, body })
    }, key)
    const request = server.arrived.find(({ method }) => method === "DELETE")
    expect(request?.target).toBe("/v2/vpceps?b=%C3%A9%201&a")
    expect(request && verify(request, key, new Date())).toMatchObject({
      ok: true,
      interpretation: "strict",
      signedHeaders: ["content-type", "host", "region", "x-sdk-date"]
    })
  })

  it("signedFetch follows no redirect", async () => {
    const type = await page.evaluate(
      async (credentials) => (await web.signedFetch(credentials)("/moved")).type,
      key
    )
    expect(type).toBe("opaqueredirect")
    expect(server.arrived.map(({ target }) => target)).not.toContain("/elsewhere")
  })
})
