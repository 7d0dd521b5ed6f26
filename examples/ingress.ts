import { type Answer, listen, parseJson } from "@codearts/ingress"

const json = (status: number, value: unknown): Answer => ({
  status,
  headers: [["Content-Type", "application/json"]],
  body: JSON.stringify(value)
})

const listener = await listen({
  host: "127.0.0.1",
  port: 0,
  handler: async ({ method, path, body }) => {
    if (method !== "PUT") return json(200, { path })
    const parsed = parseJson(body)
    return parsed.ok ? json(200, parsed.value) : json(400, { problem: parsed.problem })
  },
  refuse: ({ status, error_code, error_msg }, request_id) =>
    json(status, { error_code, error_msg, request_id })
})

const answer = await fetch(`${listener.url}/hello`)
console.log(answer.status, await answer.text()) // 200 {"path":"/hello"}
await listener.close()
