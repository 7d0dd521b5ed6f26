/** Whether a command line leaves a terminal its colours; help is shown before any flag is read but its own. */
export const mayColor = (args: ReadonlyArray<string>): boolean => {
  const end = args.indexOf("--")
  return !args.slice(0, end === -1 ? undefined : end).includes("--no-color")
}
