import { openApi } from "@codearts/api"
import { withOwnDeletion } from "./deletion/ownDeletion.ts"

/** The contract as this gateway serves it, its own additions labelled: at the address it was read from, not at the cloud's own hosts. */
export const ownContract = (): Record<string, unknown> => {
  const document = openApi()
  const paths = Object.entries(Object(document["paths"])).map(([path, item]) => {
    const { servers: _, ...methods } = Object(item)
    return [path, methods]
  })
  return { ...document, paths: withOwnDeletion(Object.fromEntries(paths)) }
}
