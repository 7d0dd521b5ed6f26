import { allOperations, openApi } from "@codearts/api"
import { everyHelp } from "@codearts/cli"
import { spawnSync } from "node:child_process"
import { existsSync, globSync, readFileSync } from "node:fs"
import { dirname, join } from "node:path"

const root = join(import.meta.dirname, "..")

const read = (file: string) => readFileSync(join(root, file), "utf8")

const cell = (text: string) => text.replaceAll("|", "\\|")

interface Export {
  readonly name: string
  readonly kind: "type" | "value"
  readonly file: string
}

const names = (list: string) =>
  list
    .split(",")
    .map((each) => each.trim())
    .filter((each) => each !== "")

/** What a file of exports names: everything that leaves a package is named there by hand. */
const exportsIn = (file: string): ReadonlyArray<Export> =>
  [...read(file).matchAll(/export (type )?\{([^}]*)\} from "([^"]+)"/gu)].flatMap(
    ([, onlyTypes, list = "", from = ""]) =>
      names(list).map((each) => ({
        name: each.replace(/^type /u, ""),
        kind: onlyTypes !== undefined || each.startsWith("type ") ? "type" : "value",
        file: join(dirname(file), from)
      }))
  )

/** The first sentence of the comment on a declaration. */
const sentenceOf = ({ file, name }: Export): string => {
  const declared = new RegExp(
    String.raw`/\*\*((?:(?!\*/)[\s\S])*)\*/\nexport (?:declare )?(?:abstract )?(?:const|class|function|interface|type) ${name}\b`,
    "u"
  ).exec(read(file))
  const text = (declared?.[1] ?? "").replaceAll(/\n \* ?/gu, " ").trim()
  return cell(/^.*?\.(?=\s|$)/u.exec(text)?.[0] ?? text)
}

const exportRow = (each: Export) => `| \`${each.name}\` | ${each.kind} | ${sentenceOf(each)} |`

const entriesOf = (folder: string): ReadonlyArray<readonly [name: string, file: string]> => {
  const { exports, name } = JSON.parse(read(`${folder}/package.json`))
  return Object.entries<string>(exports).map(([path, file]) => [
    `${name}${path.slice(1)}`,
    join(folder, file)
  ])
}

const packages = () =>
  globSync("{packages,apps}/*", { cwd: root })
    .toSorted()
    .filter((folder) => existsSync(join(root, folder, "src/index.ts")))
    .flatMap(entriesOf)
    .map(
      ([name, file]) =>
        `### ${name}\n\n| export | kind | what it is |\n| --- | --- | --- |\n${exportsIn(file).map(exportRow).join("\n")}\n`
    )

const option = /^ {2}(-\S.*?|<\S+>.*?) {2,}(.*)$/u

const optionRows = (help: string) =>
  help.split("\n").flatMap((line) => {
    const [, name, description = ""] = option.exec(line) ?? []
    return name === undefined ? [] : [`| \`${cell(name)}\` | ${cell(description)} |`]
  })

const command = (name: string, help: string) => {
  const rows = optionRows(help)
  const table = `| option | what it does |\n| --- | --- |\n${rows.join("\n")}\n`
  return `### ${name}\n\n${rows.length === 0 ? "No options of its own.\n" : table}`
}

const gatewayHelp = () =>
  spawnSync(process.execPath, [join(root, "apps/gateway/src/main.ts"), "--help"], {
    encoding: "utf8"
  }).stdout

const commands = async () => [
  ...(await everyHelp("plain")).map(([words, help]) =>
    command(["codearts", ...words].join(" "), help)
  ),
  command("codearts-gateway", gatewayHelp())
]

const statusesOf = (path: string, method: string) => {
  const paths = Object(openApi()["paths"])
  return Object.keys(paths[path][method.toLowerCase()].responses).join(", ")
}

const operationRow = ({ group, method, name, path }: (typeof allOperations)[number]) =>
  `| \`${method} ${path}\` | \`${name}\` | ${group} | ${statusesOf(path, method)} |`

/** The gateway's own addresses, as its table of pages names them. */
const ownPages = () =>
  [...read("apps/gateway/src/ownPage.ts").matchAll(/^ {2}"(\/[^"]+)": /gmu)].map(
    ([, path]) => `| \`GET ${path}\` | the gateway itself | gateway | 200, 405 |`
  )

/** Everything that users can hold on to: what packages export, what commands take, what is served. */
export const surfacePage = async (): Promise<string> => `# Surface

What a change of version is about: names that packages export, commands and their options, HTTP operations.

## Packages

${packages().join("\n")}
## Commands

${(await commands()).join("\n")}
## HTTP operations

| request | operation | group | statuses |
| --- | --- | --- | --- |
${[...allOperations.map(operationRow), ...ownPages()].join("\n")}
`
