import { existsSync, readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"

const root = join(import.meta.dirname, "..")

const fence = /```ts\n[\s\S]*?```/u

const withExample = (readme: string, example: string) =>
  readme.replace(fence, () => `\`\`\`ts\n${example.trim()}\n\`\`\``)

const read = (file: string) => readFileSync(join(root, file), "utf8")

/** The README of each package that has an example of its name, with that example in it as it runs. */
export const readmes = (): Readonly<Record<string, () => string>> =>
  Object.fromEntries(
    readdirSync(join(root, "packages"))
      .map((name) => [`packages/${name}/README.md`, `examples/${name}.ts`] as const)
      .filter(
        ([readme, example]) => existsSync(join(root, readme)) && existsSync(join(root, example))
      )
      .map(([readme, example]) => [readme, () => withExample(read(readme), read(example))])
  )
