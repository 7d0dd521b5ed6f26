import {
  bodyTooLarge,
  headersTooLarge,
  malformed,
  type Refusal,
  timedOut,
  versionNotSupported
} from "./refusals.ts"

const wrongLength = malformed("Content-Length is not one plain number, or not alone.")

const refusals: ReadonlyMap<string, Refusal> = new Map([
  ["ERR_HTTP_REQUEST_TIMEOUT", timedOut],
  ["HPE_HEADER_OVERFLOW", headersTooLarge],
  ["HPE_CHUNK_EXTENSIONS_OVERFLOW", bodyTooLarge],
  ["HPE_INVALID_VERSION", versionNotSupported],
  ["HPE_PAUSED_H2_UPGRADE", versionNotSupported],
  ["HPE_INVALID_METHOD", malformed("The method is unknown, or the client speaks TLS.")],
  ["HPE_INVALID_URL", malformed("The request-target has a byte that is not ASCII.")],
  ["HPE_INVALID_CONSTANT", malformed("The request line is not well-formed.")],
  ["HPE_INVALID_HEADER_TOKEN", malformed("A header is not well-formed.")],
  ["HPE_INVALID_CONTENT_LENGTH", wrongLength],
  ["HPE_UNEXPECTED_CONTENT_LENGTH", wrongLength],
  ["HPE_INVALID_TRANSFER_ENCODING", malformed("Transfer-Encoding may only be chunked, and alone.")],
  ["HPE_INVALID_CHUNK_SIZE", malformed("A chunk size is not a hexadecimal number.")],
  ["HPE_INVALID_EOF_STATE", malformed("The connection ended within the request.")],
  ["HPE_CLOSED_CONNECTION", malformed("More follows the last request of the connection.")]
])

/** What Node's parser refused, in words of ours; nothing when the connection itself failed. */
export const parserRefusal = (code: string): Refusal | undefined =>
  refusals.get(code) ??
  (code.startsWith("HPE_") ? malformed("The message is not well-formed HTTP/1.1.") : undefined)
