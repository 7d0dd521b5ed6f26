import { type Cause, Data } from "effect"

/** What every refusal of the API says. */
export interface ErrorFields {
  /** The vendor's code, for example `UC.00011005`; `HTTP.502` and the like when the answer held none. */
  readonly error_code: string
  readonly error_msg: string
  /** The id to quote to support; absent when the server gave none. */
  readonly request_id?: string
}

interface RefusalClass<Tag extends string, Status extends number> {
  new (
    fields: ErrorFields
  ): Cause.YieldableError & ErrorFields & { readonly _tag: Tag; readonly status: Status }
  readonly status: Status
}

const refusal = <const Tag extends string, const Status extends number>(
  tag: Tag,
  status: Status
): RefusalClass<Tag, Status> =>
  class extends Data.TaggedError(tag)<ErrorFields> {
    static readonly status = status
    readonly status = status
    override get message() {
      return `${this.error_code}: ${this.error_msg}`
    }
  }

/** 400: the request broke a rule; it must change before it is sent again. */
export class BadRequest extends refusal("BadRequest", 400) {}
/** 401: not authenticated, or authenticated and not permitted: this API uses 401 for both. */
export class Unauthorized extends refusal("Unauthorized", 401) {}
/** 403: understood and refused. */
export class Forbidden extends refusal("Forbidden", 403) {}
/** 404: no such entry (`UC.00011005`), or no such address (`APIGW.0101`). */
export class NotFound extends refusal("NotFound", 404) {}
/** 405: the address exists, the method does not. */
export class MethodNotAllowed extends refusal("MethodNotAllowed", 405) {}
/** 408: the server gave up waiting. */
export class RequestTimeout extends refusal("RequestTimeout", 408) {}
/** 409: in conflict with the present state, or submitted before. */
export class Conflict extends refusal("Conflict", 409) {}
/** 413: the body is over 12 MB. */
export class PayloadTooLarge extends refusal("PayloadTooLarge", 413) {}
/** 415: the body is not `application/json`. */
export class UnsupportedMediaType extends refusal("UnsupportedMediaType", 415) {}
/** 424: a service behind this one failed. */
export class FailedDependency extends refusal("FailedDependency", 424) {}
/** 429: too many requests, or an account locked (`UC.00011035`). */
export class TooManyRequests extends refusal("TooManyRequests", 429) {}
/** 500: the server failed. */
export class InternalServerError extends refusal("InternalServerError", 500) {}
/** 502: a gateway could not reach what is behind it, or did not understand it. */
export class BadGateway extends refusal("BadGateway", 502) {}
/** 503: not available for now. */
export class ServiceUnavailable extends refusal("ServiceUnavailable", 503) {}
/** 504: a gateway gave up waiting for what is behind it. */
export class GatewayTimeout extends refusal("GatewayTimeout", 504) {}

/** Any other status: redirects, which are never followed, and statuses nobody documented. */
export class UnexpectedStatus extends Data.TaggedError("UnexpectedStatus")<
  ErrorFields & { readonly status: number }
> {
  override get message() {
    return `${this.error_code}: ${this.error_msg}`
  }
}

const classes = [
  BadRequest,
  Unauthorized,
  Forbidden,
  NotFound,
  MethodNotAllowed,
  RequestTimeout,
  Conflict,
  PayloadTooLarge,
  UnsupportedMediaType,
  FailedDependency,
  TooManyRequests,
  InternalServerError,
  BadGateway,
  ServiceUnavailable,
  GatewayTimeout
] as const

const byStatus = new Map<number, (typeof classes)[number]>(
  classes.map((errorClass) => [errorClass.status, errorClass])
)

/** Every way the API refuses, one class a status. */
export type ApiError = InstanceType<(typeof classes)[number]> | UnexpectedStatus

/** The error of a status; a status without a class of its own is an `UnexpectedStatus`. */
export const apiError = (status: number, fields: ErrorFields): ApiError => {
  const ErrorClass = byStatus.get(status)
  return ErrorClass === undefined
    ? new UnexpectedStatus({ ...fields, status })
    : new ErrorClass(fields)
}
