import type { Dispatcher } from "undici"

const idIn = (
  headers: Parameters<NonNullable<Dispatcher.DispatchHandler["onResponseStart"]>>[2]
) => {
  const id = headers["x-request-id"]
  return Array.isArray(id) ? id[0] : id
}

/** A dispatcher that keeps the request ids of the answers it carries, as evidence of who asked what. */
export const recording = (carrier: Dispatcher) => {
  const request_ids: Array<string> = []
  const dispatcher = carrier.compose(
    (dispatch) => (options, handler) =>
      dispatch(options, {
        onRequestStart: (...event) => handler.onRequestStart?.(...event),
        onRequestUpgrade: (...event) => handler.onRequestUpgrade?.(...event),
        onResponseStart: (controller, status, headers, text) => {
          const id = idIn(headers)
          if (id !== undefined) request_ids.push(id)
          return handler.onResponseStart?.(controller, status, headers, text)
        },
        onResponseData: (...event) => handler.onResponseData?.(...event),
        onResponseEnd: (...event) => handler.onResponseEnd?.(...event),
        onResponseError: (...event) => handler.onResponseError?.(...event)
      })
  )
  return { dispatcher, request_ids }
}
