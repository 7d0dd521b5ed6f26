import { existsSync, readdirSync, readFileSync } from "node:fs"
import { dirname, join } from "node:path"

const directoryOf = (module: string): string | undefined =>
  /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/u.exec(module.replace(/^\0/u, ""))?.[0]

const licenseIn = (directory: string): string => {
  const name = readdirSync(directory).find((file) => /^licen[cs]e(?:\.\w+)?$/iu.test(file))
  if (name !== undefined) return readFileSync(join(directory, name), "utf8").trim()
  const above = dirname(directory)
  throw new Error(`${existsSync(above) ? directory : above} has no license that could be told`)
}

const notice = (directory: string): readonly [name: string, text: string] => {
  const { license, name, version } = JSON.parse(
    readFileSync(join(directory, "package.json"), "utf8")
  )
  return [name, `${name} ${version} (${license})\n\n${licenseIn(directory)}\n`]
}

/** The licenses of what others wrote and a bundle has in it: they ask to be told along with it. */
export const notices = (modules: ReadonlyArray<string>): string => {
  const directories = new Set(modules.map(directoryOf).filter((found) => found !== undefined))
  const texts = new Map([...directories].map(notice))
  return [...texts.keys()]
    .toSorted()
    .map((name) => texts.get(name))
    .join(`\n${"-".repeat(80)}\n\n`)
}
