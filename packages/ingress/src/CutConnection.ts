/**
 * What a handler rejects with to have the connection reset in place of an answer: for a server that
 * plays a network that fails. It is no defect.
 */
export class CutConnection extends Error {
  override readonly name = "CutConnection"
}
