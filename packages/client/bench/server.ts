// A process of its own, so that its work is not counted: answers every request with a page of ten.
import { createServer } from "node:http"

const vpceps = Array.from({ length: 10 }, (_, index) => ({
  vpcep_id: `08b7c1d4-3a52-4c0e-9f16-2d7e5a90b3c${index}`,
  description: "CodeArts Repo",
  creator: "user001",
  create_time: "2026-05-01T10:30:00Z",
  modify_time: "2026-05-01T10:30:00Z",
  region: "ap-southeast-3"
}))

const page = {
  status: "ok",
  data: { enterprise_id: "a8dd901e70f2485cb4f1fa2264eb3add", vpceps },
  offset: 0,
  limit: 10,
  total: 10
}

// The AWS client is answered what it knows, of the same number of rows and about the same length.
const tables = { TableNames: vpceps.map((entry) => JSON.stringify(entry)) }

const server = createServer((request, response) => {
  request.resume()
  const isAws = request.headers["x-amz-target"] !== undefined
  response.setHeader("content-type", isAws ? "application/x-amz-json-1.0" : "application/json")
  response.setHeader("x-request-id", "0f5181caba0024e72f89c0045e707b91")
  response.end(JSON.stringify(isAws ? tables : page))
})

server.listen(0, "127.0.0.1", () => {
  const address = server.address()
  process.send?.(typeof address === "object" && address !== null ? address.port : 0)
})
