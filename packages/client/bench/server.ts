// A process of its own, so that its work is not counted: answers a list of as many entries as its
// tenant's id says, ten by default, page by page.
import { createServer } from "node:http"

const entry = (index: number) => ({
  vpcep_id: `08b7c1d4-3a52-4c0e-9f16-2d7e5a9${String(index).padStart(5, "0")}`,
  description: "CodeArts Repo",
  creator: "user001",
  create_time: "2026-05-01T10:30:00Z",
  modify_time: "2026-05-01T10:30:00Z",
  region: "ap-southeast-3"
})

const pageOf = (target: string) => {
  const { searchParams } = new URL(target, "http://127.0.0.1")
  const enterprise_id = searchParams.get("enterprise_id") ?? ""
  const total = Number(/^entries-(\d+)$/u.exec(enterprise_id)?.[1] ?? 10)
  const offset = Number(searchParams.get("offset") ?? 0)
  const limit = Number(searchParams.get("limit") ?? 10)
  const length = Math.max(0, Math.min(limit, total - offset))
  const vpceps = Array.from({ length }, (_, index) => entry(offset + index))
  return JSON.stringify({ status: "ok", data: { enterprise_id, vpceps }, offset, limit, total })
}

// Each is written once, so that no answer waits for the one before to be written.
const pages = new Map<string, string>()

const page = (target: string) => {
  const written = pages.get(target) ?? pageOf(target)
  pages.set(target, written)
  return written
}

// The AWS client is answered what it knows, of the same number of rows and about the same length.
const tables = JSON.stringify({
  TableNames: Array.from({ length: 10 }, (_, index) => JSON.stringify(entry(index)))
})

const server = createServer((request, response) => {
  request.resume()
  const isAws = request.headers["x-amz-target"] !== undefined
  response.setHeader("content-type", isAws ? "application/x-amz-json-1.0" : "application/json")
  response.setHeader("x-request-id", "0f5181caba0024e72f89c0045e707b91")
  response.end(isAws ? tables : page(request.url ?? "/"))
})

server.listen(0, "127.0.0.1", () => {
  const address = server.address()
  process.send?.(typeof address === "object" && address !== null ? address.port : 0)
})
