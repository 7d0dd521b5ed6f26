import { type InputOptions, type OutputChunk, type OutputOptions, rolldown } from "rolldown"

export const source = (file: string): string => new URL(`../src/${file}`, import.meta.url).pathname

interface Bundling extends OutputOptions {
  /** How what is not used is left out; as ever unless told otherwise. */
  readonly treeshake?: InputOptions["treeshake"] & {}
}

const application = "\0application"

/** The one file that an application of this text becomes. */
export const bundle = async (
  text: string,
  { treeshake = true, ...output }: Bundling = {}
): Promise<OutputChunk> => {
  const build = await rolldown({
    input: application,
    external: /^node:/,
    treeshake,
    plugins: [
      {
        name: "application",
        resolveId: (id) => (id === application ? id : undefined),
        load: (id) => (id === application ? text : undefined)
      }
    ]
  })
  const [chunk] = (await build.generate(output)).output
  return chunk
}

/** A script whose exports are under `web` in the page or worker that loads it. */
export const bundledForPage = async (file: string): Promise<string> => {
  const path = new URL(file, import.meta.url).pathname
  const { code } = await bundle(`export * from ${JSON.stringify(path)}`, {
    format: "iife",
    name: "web"
  })
  return code
}
