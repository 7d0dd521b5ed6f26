/** Headers as they stand on the wire: in order, repeated ones too, in the letter case sent. */
export type Headers = ReadonlyArray<readonly [name: string, value: string]>

/** The headers of a flat list of names and values, as Node keeps it. */
export const pairs = (rawHeaders: ReadonlyArray<string>): Headers => {
  const headers: Array<readonly [string, string]> = []
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    headers.push([rawHeaders[at] ?? "", rawHeaders[at + 1] ?? ""])
  }
  return headers
}

/**
 * The value of a header, in any letter case.
 * One that was sent several times gives its values joined by ", ", as HTTP reads them; what
 * decides the meaning of a request never is, because the listener refuses it when repeated.
 */
export const header = (
  request: { readonly headers: Headers },
  name: string
): string | undefined => {
  const wanted = name.toLowerCase()
  let found: string | undefined
  for (const [sent, value] of request.headers) {
    if (sent.length !== wanted.length || sent.toLowerCase() !== wanted) continue
    found = found === undefined ? value : `${found}, ${value}`
  }
  return found
}
