import { expect, it } from "vitest"
import { answersIn } from "./answers.ts"

const read = (text: string, toHead = false) => answersIn(Buffer.from(text), toHead)

const head = (status: number, ...lines: ReadonlyArray<string>) =>
  [`HTTP/1.1 ${status} Reason`, ...lines, "", ""].join("\r\n")

const chunked = head(200, "Transfer-Encoding: chunked")

it("reads what follows each other on a connection", () => {
  const text = `${head(200, "Content-Length: 3")}é!${chunked}2\r\nab\r\n1\r\nc\r\n0\r\n\r\n${head(204)}`
  expect(read(text)).toEqual([
    { status: 200, headers: [["content-length", "3"]], body: "é!", whole: true },
    { status: 200, headers: [["transfer-encoding", "chunked"]], body: "abc", whole: true },
    { status: 204, headers: [], body: "", whole: true }
  ])
})

it.each([
  ["in its head", "HTTP/1.1 200 OK\r\nContent-Le"],
  ["in its body", `${head(200, "Content-Length: 5")}abc`],
  ["in a chunk", `${chunked}5\r\nabc`],
  ["before its last chunk", `${chunked}1\r\na\r\n`]
])("tells an answer that was cut %s", (_, text) => {
  expect(read(text)).toMatchObject([{ status: 200, whole: false }])
})

it("expects no body of an answer to HEAD", () => {
  expect(read(head(200, "Content-Length: 5"), true)).toMatchObject([{ body: "", whole: true }])
})

it("leaves out what only announces an answer, but not a change of protocol", () => {
  const statuses = read(`${head(100)}${head(103)}${head(200)}${head(101)}`).map(
    ({ status }) => status
  )
  expect(statuses).toEqual([200, 101])
})

it("reads nothing in nothing", () => expect(read("")).toEqual([]))
