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

/** Where the source is, which some licenses ask to be told. */
const sourceOf = (repository: string | { readonly url: string } = ""): string => {
  const url = typeof repository === "string" ? repository : repository.url
  return url === "" ? "" : `Source: ${url}\n`
}

const notice = (directory: string): readonly [name: string, text: string] => {
  const { license, name, repository, version } = JSON.parse(
    readFileSync(join(directory, "package.json"), "utf8")
  )
  const title = `${name} ${version} (${license})\n${sourceOf(repository)}`
  return [name, `${title}\n${licenseIn(directory)}\n`]
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
