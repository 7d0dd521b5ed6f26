import { existsSync, readFileSync } from "node:fs"

/**
 * The text of a file that is packed with the program: within it where it is an executable of its own,
 * else beside this module. Undefined where there is none.
 */
export const packedFile = (path: string): string | undefined => {
  const { getAsset, isSea } = process.getBuiltinModule("node:sea")
  if (isSea()) return getAsset(path, "utf8")
  const file = new URL(path, import.meta.url)
  return existsSync(file) ? readFileSync(file, "utf8") : undefined
}
