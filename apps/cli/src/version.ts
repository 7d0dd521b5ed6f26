import { packedFile } from "./packedFile.ts"

/** The version of this package, the same for all packages of the kit. */
export const version = (): string => {
  const manifest: unknown = JSON.parse(packedFile("../package.json") ?? "{}")
  return typeof manifest === "object" && manifest !== null && "version" in manifest
    ? String(manifest.version)
    : "0.0.0"
}
