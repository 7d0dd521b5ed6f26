/** An answer as it stood on the wire. */
export interface HttpAnswer {
  readonly status: number
  /** Names in lower case, in the order sent. */
  readonly headers: ReadonlyArray<readonly [name: string, value: string]>
  readonly body: string
  /** Whether all that was announced came. */
  readonly whole: boolean
}

interface Piece {
  readonly body: string
  /** What follows it; `undefined` where it is not all there. */
  readonly rest: string | undefined
}

const unchunked = (text: string): Piece => {
  let body = ""
  let rest = text
  for (;;) {
    const end = rest.indexOf("\r\n")
    const size = end === -1 ? Number.NaN : Number.parseInt(rest.slice(0, end), 16)
    const next = end + 2 + size + 2
    if (Number.isNaN(size) || rest.length < next) return { body, rest: undefined }
    body += rest.slice(end + 2, end + 2 + size)
    rest = rest.slice(next)
    if (size === 0) return { body, rest }
  }
}

const sized = (text: string, length: number): Piece => ({
  body: text.slice(0, length),
  rest: text.length < length ? undefined : text.slice(length)
})

const headOf = (text: string) => {
  const [statusLine = "", ...lines] = text.split("\r\n")
  const headers = lines.map((line): HttpAnswer["headers"][number] => {
    const colon = line.indexOf(":")
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()]
  })
  return { status: Number(statusLine.split(" ")[1]), headers }
}

/** The value of a header of an answer, its first where it has several. */
export const headerOf = ({ headers }: Pick<HttpAnswer, "headers">, wanted: string) =>
  headers.find(([name]) => name === wanted)?.[1]

type Head = ReturnType<typeof headOf>

const bodyOf = (head: Head, text: string, bodiless: boolean): Piece => {
  if (bodiless || head.status === 204 || head.status === 304) return sized(text, 0)
  if (headerOf(head, "transfer-encoding") === "chunked") return unchunked(text)
  return sized(text, Number(headerOf(head, "content-length") ?? 0))
}

// 101 ends the conversation, the others announce that an answer follows.
const isInterim = ({ status }: Head) => status >= 100 && status < 200 && status !== 101

/** The answers in what came over a connection, in order; to HEAD they have no body. */
export const answersIn = (received: Buffer, toHead: boolean): ReadonlyArray<HttpAnswer> => {
  const answers: Array<HttpAnswer> = []
  let rest: string | undefined = received.toString("latin1")
  while (rest !== undefined && rest !== "") {
    const end = rest.indexOf("\r\n\r\n")
    const head = headOf(end === -1 ? rest : rest.slice(0, end))
    const piece: Piece =
      end === -1 ? { body: "", rest: undefined } : bodyOf(head, rest.slice(end + 4), toHead)
    const body = Buffer.from(piece.body, "latin1").toString("utf8")
    if (!isInterim(head)) answers.push({ ...head, body, whole: piece.rest !== undefined })
    rest = piece.rest
  }
  return answers
}
