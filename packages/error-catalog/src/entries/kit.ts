import { family } from "../entry.ts"

export const kit = family("KIT", "CodeArts access kit", [
  {
    code: "KIT.0001",
    status: 403,
    message: "Deletion refused by a guard.",
    meaning:
      "A guard of this kit stopped the deletion before it left, because it would have removed a protected, required or last entry, or too many at once.",
    action:
      "Read which guard refused and for which vpcep_id; take that id out of the list, or have the owner of the guard change its setting.",
    retry: { class: "never", reason: "The guard refuses until the list or its setting changes." }
  },
  {
    code: "KIT.0002",
    status: 409,
    message: "Deletion needs an approval.",
    meaning:
      "The deletion is larger than one person may make, and no valid approval for exactly this list was found.",
    action: "Plan the deletion, have a second person approve the plan, and apply it unchanged.",
    retry: { class: "never", reason: "It waits for a person, not for time." }
  }
])
