import { EVENT_ID, type Event, getScalarValue, type ScalarEvent } from "js-yaml"

/** Where something stands in a text, and where what is in it does, by key or index. */
export interface Spot {
  readonly offset: number
  readonly inside: ReadonlyMap<string, Spot>
}

const nothing: ReadonlyMap<string, Spot> = new Map()

/** Where everything in a text stands, as its parser came by it; a field's spot is that of its key. */
export const spotsOf = (text: string, events: ReadonlyArray<Event>): Spot => {
  let at = 0
  const isOver = () => events[at]?.type === EVENT_ID.POP
  const keyOf = (event: Event | undefined) => getScalarValue(text, event as ScalarEvent) // no other key is read
  const fieldsOf = () => {
    const fields = new Map<string, Spot>()
    for (; !isOver();) {
      const { offset } = spotOf()
      const key = keyOf(events[at - 1])
      fields.set(key, { offset, inside: spotOf().inside })
    }
    at += 1
    return fields
  }
  const itemsOf = () => {
    const items = new Map<string, Spot>()
    for (let index = 0; !isOver(); index += 1) items.set(String(index), spotOf())
    at += 1
    return items
  }
  const spotOf = (): Spot => {
    const event = events[at]
    at += 1
    switch (event?.type) {
      case EVENT_ID.MAPPING:
        return { offset: event.start, inside: fieldsOf() }
      case EVENT_ID.SEQUENCE:
        return { offset: event.start, inside: itemsOf() }
      case EVENT_ID.SCALAR:
        return { offset: event.valueStart, inside: nothing }
      case EVENT_ID.DOCUMENT:
        return spotOf()
      default:
        return { offset: 0, inside: nothing }
    }
  }
  return spotOf()
}
