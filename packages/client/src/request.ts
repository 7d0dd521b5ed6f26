import { type EncodedRequest, InvalidRequest, operation, type OperationName } from "@codearts/api"
import { largestBody } from "@codearts/signing"
import { Result } from "effect"
import { originOf } from "./endpoint.ts"
import { regionOf, type Place } from "./route.ts"
import type { FinalRequest } from "./transport.ts"

const isAscii = (text: string) => /^[\0-\x7f]*$/u.test(text)

const contentType = (body: string) =>
  isAscii(body) ? "application/json" : "application/json; charset=utf-8"

const checkSize = ({ body = "" }: EncodedRequest): Result.Result<void, InvalidRequest> =>
  Buffer.byteLength(body) <= largestBody
    ? Result.succeed(undefined)
    : Result.fail(
        new InvalidRequest({
          problems: [
            {
              field: "",
              rule: `the body must be at most ${largestBody.toLocaleString("en")} bytes`
            }
          ]
        })
      )

const originFor = (name: OperationName, encoded: EncodedRequest, place: Place) =>
  Result.flatMap(checkSize(encoded), () =>
    place.origin === undefined
      ? originOf(operation(name), regionOf(encoded.headers, place))
      : Result.succeed(place.origin)
  )

/** The request as it goes on the wire, but for the headers that authenticate it. */
export const finalRequest = (
  name: OperationName,
  encoded: EncodedRequest,
  place: Place
): Result.Result<FinalRequest, InvalidRequest> =>
  Result.map(originFor(name, encoded, place), (origin) => {
    const { body, headers, method, path, query } = encoded
    const prefix = operation(name).group === "vpcep" ? place.pathPrefix : ""
    const search = query === "" ? "" : `?${query}`
    const request = { method, origin, target: `${prefix}${path}${search}` }
    return body === undefined
      ? { ...request, headers }
      : { ...request, headers: [...headers, ["content-type", contentType(body)]], body }
  })
