import { existsSync } from "node:fs"

type Environment = Readonly<Record<string, string | undefined>>

const programs: ReadonlySet<string> = new Set([
  "iTerm.app",
  "WezTerm",
  "vscode",
  "ghostty",
  "Hyper",
  "Tabby",
  "rio"
])

const terms = /^(?:xterm-kitty|xterm-ghostty|alacritty|foot)/u

/** Variables that only terminals with hyperlinks set. */
const signs = ["WT_SESSION", "KITTY_WINDOW_ID", "DOMTERM"]

// VTE 0.50 crashes on a hyperlink.
const vteWithLinks = 5001

/** Whether the terminal of an environment shows hyperlinks (OSC 8); `FORCE_HYPERLINK` decides, 0 for none. */
export const showsHyperlinks = (env: Environment): boolean => {
  const { CI, FORCE_HYPERLINK, TERM = "", TERM_PROGRAM = "", VTE_VERSION = "0" } = env
  if (FORCE_HYPERLINK !== undefined && FORCE_HYPERLINK !== "") return FORCE_HYPERLINK !== "0"
  if (TERM === "dumb" || CI !== undefined) return false
  return (
    programs.has(TERM_PROGRAM) ||
    terms.test(TERM) ||
    Number(VTE_VERSION) >= vteWithLinks ||
    signs.some((name) => env[name] !== undefined)
  )
}

/** The page of a code, where the documents lie beside the program; a package from the registry has none. */
export const pageOf = (code: string): string | undefined => {
  const page = new URL(`../../../docs/errors/${encodeURIComponent(code)}.md`, import.meta.url)
  return existsSync(page) ? page.href : undefined
}

/** Text that leads to an address when it is clicked. */
export const hyperlink = (text: string, url: string): string =>
  `\u001B]8;;${url}\u001B\\${text}\u001B]8;;\u001B\\`
