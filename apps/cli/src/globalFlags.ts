/** Flags that take effect before any flag is read: help is shown, and failures end, without a parsed line. */
const has = (args: ReadonlyArray<string>, flag: string): boolean => {
  const end = args.indexOf("--")
  return args.slice(0, end === -1 ? undefined : end).includes(flag)
}

/** Whether a command line leaves a terminal its colours. */
export const mayColor = (args: ReadonlyArray<string>): boolean => !has(args, "--no-color")

/** Whether a command line asks for what helps to find a fault. */
export const isDebugging = (args: ReadonlyArray<string>): boolean => has(args, "--debug")
