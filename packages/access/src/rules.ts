/** How much a finding weighs; `note` is for what a person should know and no one must mend. */
export type Level = "error" | "warning"

/** What can be wrong with a list, in the words of every report. */
export const rules = {
  "not-allowed": {
    level: "error",
    title: "An entry that the allow-list does not name",
    help: "Have its owner add it to the allow-list, or plan its deletion."
  },
  expired: {
    level: "error",
    title: "An entry whose permission has run out",
    help: "Have its owner extend it in the allow-list, or plan its deletion."
  },
  missing: {
    level: "warning",
    title: "An allowed id that is not in the list",
    help: "Take it out of the allow-list, or add it in the console: the API cannot."
  },
  "required-pair": {
    level: "error",
    title: "The entries of Repo and CF2 are not both there",
    help: "Add the missing one in the console at once: private access needs both."
  },
  "description-changed": {
    level: "warning",
    title: "An entry whose description is another than the allow-list has",
    help: "Find out who changed it; correct the allow-list or the description."
  },
  "unknown-region": {
    level: "warning",
    title: "A region that neither the allow-list nor the vendor's table has",
    help: "Check its spelling; if it is right, declare it in the allow-list."
  }
} as const satisfies Readonly<Record<string, Rule>>

interface Rule {
  readonly level: Level
  readonly title: string
  readonly help: string
}

/** The name of a rule. */
export type RuleName = keyof typeof rules

/** Every rule's name, in the order of reports. */
export const ruleNames = Object.keys(rules) as ReadonlyArray<RuleName> // an object of ours has no other keys
