import { family } from "../entry.ts"

// KIT.01nn are failures of a program of this kit: no server answered with them.
export const kit = /* @__PURE__ */ family("KIT", "CodeArts access kit", [
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
  },
  {
    code: "KIT.0003",
    status: 503,
    message: "The store is unavailable.",
    meaning:
      "The store behind this server could not be read or written: it is locked, full, read-only, damaged, or cannot be reached.",
    action:
      "Wait as long as Retry-After says, and list the entries before a deletion is sent again. If it goes on, look into the server's log: it names the cause.",
    retry: {
      class: "read-then-decide",
      reason:
        "What a store in a file refuses was not made; a database that vanished while it finished a change may have made it."
    }
  },
  {
    code: "KIT.0010",
    status: 503,
    message: "The list cannot be read before a deletion.",
    meaning:
      "The gateway reads the whole list before a deletion, because the guards judge by it, and could not: the upstream gave no whole answer, the list changed meanwhile, or the guards' own settings are unreadable.",
    action:
      "Send the deletion again after Retry-After. If it goes on, look into the gateway's log: it names the cause.",
    retry: { class: "backoff", reason: "Nothing was sent, so nothing was deleted." }
  },
  {
    code: "KIT.0011",
    status: 409,
    message: "The plan cannot be used.",
    meaning:
      "The plan that the request names is not filed at the gateway, does not fit the list or the allow-list any more, or has no request for exactly these entries.",
    action:
      "Read the list, plan anew, have the plan approved and filed, and send one of its chunks unchanged.",
    retry: { class: "never", reason: "The same plan is refused every time." }
  },
  {
    code: "KIT.0020",
    status: 503,
    message: "The upstream keeps failing; nothing was sent.",
    meaning:
      "The server behind the gateway has failed several times in a row, so the gateway tries it with one request a time and answers the others itself.",
    action:
      "Wait as long as Retry-After says and send the request again. If it goes on, look into the gateway's log: it names the upstream and how it fails.",
    retry: { class: "backoff", reason: "The request was not passed on." }
  },
  {
    code: "KIT.0030",
    status: 503,
    message: "The keys of the identity provider cannot be read.",
    meaning:
      "The request shows a token of an identity provider, and the gateway cannot tell whether it is genuine: the provider's keys have not been readable since the gateway started, or for a day.",
    action:
      "Send the request again after Retry-After. If it goes on, look into the gateway's log: it says why the keys cannot be read.",
    retry: { class: "backoff", reason: "Nothing was sent." }
  },
  {
    code: "KIT.0101",
    status: 0,
    message: "Wrong usage.",
    meaning:
      "The command line is understood only in part, or asks for things that exclude each other.",
    action:
      "Correct what the message names; --help after the command lists its arguments and flags.",
    retry: { class: "never", reason: "The same command line is refused every time." }
  },
  {
    code: "KIT.0102",
    status: 0,
    message: "Invalid request.",
    meaning: "A value breaks a rule of the API, so the request was not sent.",
    action: "Correct the field that the message names, by the rule that it names.",
    retry: { class: "never", reason: "The same value is refused every time." }
  },
  {
    code: "KIT.0103",
    status: 0,
    message: "Invalid endpoint.",
    meaning: "The address is not one that credentials may be sent to, so the request was not sent.",
    action: "Use https:// with a host and nothing after it; plain http is for this machine alone.",
    retry: { class: "never", reason: "The address must change first." }
  },
  {
    code: "KIT.0104",
    status: 0,
    message: "No credentials.",
    meaning: "Nothing says who calls, or not in a way that can be used, so nothing was sent.",
    action:
      "Set HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK, both of them, or HW_AUTH_TOKEN; or fill a profile.",
    retry: { class: "never", reason: "The credentials must be given first." }
  },
  {
    code: "KIT.0105",
    status: 0,
    message: "Not confirmed.",
    meaning: "A deletion was not agreed to, so it was not sent.",
    action:
      "Type what the question asks for; where nobody can be asked, look at the list first and then give --yes.",
    retry: { class: "never", reason: "It waits for a person, not for time." }
  },
  {
    code: "KIT.0106",
    status: 0,
    message: "Not in the list.",
    meaning:
      "At least one of the entries named is not there; where they were to be deleted, nothing was.",
    action: "Run codearts vpcep list to see what is in it.",
    retry: { class: "never", reason: "Only a corrected list of ids gets another answer." }
  },
  {
    code: "KIT.0107",
    status: 0,
    message: "No answer.",
    meaning:
      "The network gave no answer: the connection was refused or cut, or the wait became too long.",
    action: "Check the network, the region and the endpoint.",
    retry: {
      class: "read-then-decide",
      reason: "A request that had gone out may have been carried out."
    }
  },
  {
    code: "KIT.0108",
    status: 0,
    message: "Unreadable answer.",
    meaning: "The answer reports a success, but is not one that the API gives.",
    action: "Check that the endpoint serves this API: the answer is not one of its own.",
    retry: { class: "read-then-decide", reason: "What was asked may have been carried out." }
  },
  {
    code: "KIT.0109",
    status: 0,
    message: "No token in the answer.",
    meaning: "The identity service reported a success, but sent no X-Subject-Token.",
    action:
      "Check that the identity endpoint is the one of your cloud, and that no proxy removes the header.",
    retry: { class: "backoff", reason: "Asking for a token changes nothing." }
  },
  {
    code: "KIT.0110",
    status: 0,
    message: "Incomplete list.",
    meaning:
      "The list changed while it was read, or holds more than can be read, so it is not all there.",
    action: "Run the command again.",
    retry: { class: "backoff", reason: "Reading changes nothing." }
  },
  {
    code: "KIT.0111",
    status: 0,
    message: "Unknown outcome.",
    meaning: "A deletion was sent, and no answer tells what became of it.",
    action: "The deletion may have been carried out. Run codearts vpcep list to see what is left.",
    retry: { class: "read-then-decide", reason: "The deletion may have been made." }
  },
  {
    code: "KIT.0112",
    status: 0,
    message: "Partly deleted.",
    meaning: "The API says that it deleted another number of entries than it was asked to.",
    action: "Run codearts vpcep list to see what is left.",
    retry: { class: "read-then-decide", reason: "A part of the deletion was made." }
  },
  {
    code: "KIT.0113",
    status: 0,
    message: "A fault of this program.",
    meaning: "The program met a case that it was not written for, and ended.",
    action:
      "Report the message and the command to the authors; after a deletion, run codearts vpcep list to see what is left.",
    retry: {
      class: "read-then-decide",
      reason: "A request that had gone out may have been carried out."
    }
  },
  {
    code: "KIT.0114",
    status: 0,
    message: "The output cannot be written.",
    meaning: "What the command has to say cannot be written to where its output goes.",
    action:
      "Make room on the disk, or send the output elsewhere; after a deletion, run codearts vpcep list to see what is left.",
    retry: { class: "read-then-decide", reason: "The command may have done its work before." }
  },
  {
    code: "KIT.0115",
    status: 0,
    message: "The admin token was refused.",
    meaning: "The emulator's admin API takes another token than the one that was sent.",
    action: "Set CODEARTS_ADMIN_TOKEN to what codearts emulator start printed.",
    retry: { class: "never", reason: "Only another token gets another answer." }
  },
  {
    code: "KIT.0116",
    status: 0,
    message: "No answer from the emulator.",
    meaning: "Nothing answers where the emulator's admin API should be.",
    action:
      "Start the emulator, codearts emulator start, or set CODEARTS_ADMIN_URL to where it listens.",
    retry: { class: "read-then-decide", reason: "A change that had gone out may have been made." }
  },
  {
    code: "KIT.0117",
    status: 0,
    message: "The store cannot be used.",
    meaning:
      "The emulator cannot open its store: the file or database is in use, damaged, of a newer version, or out of reach.",
    action: "Do what the message says of the store, or name another one with --data.",
    retry: {
      class: "never",
      reason: "Only another store, or this one mended, lets the emulator start."
    }
  },
  {
    code: "KIT.0118",
    status: 0,
    message: "The address cannot be listened on.",
    meaning: "Another program listens at that port, or the system does not let this one.",
    action: "Name another port with --port or --admin-port; 0 takes a free one.",
    retry: { class: "never", reason: "Only another port lets the emulator start." }
  },
  {
    code: "KIT.0119",
    status: 0,
    message: "A plan applied in part.",
    meaning:
      "Some deletions of a plan are done, and others are not, or their outcome is not known.",
    action: "Run the same command again: it goes on from its journal.",
    retry: {
      class: "read-then-decide",
      reason: "The journal says what is done, and the list is read before anything else goes."
    }
  },
  {
    code: "KIT.0120",
    status: 0,
    message: "The profiles cannot be used.",
    meaning:
      "A file of profiles is broken, open to other users, a symbolic link, or cannot be written; it was left as it is.",
    action:
      "Do what the message says of the file, at the line that it names, and run the command again.",
    retry: {
      class: "never",
      reason: "Only a mended file, or a directory that can be written, helps."
    }
  },
  {
    code: "KIT.0121",
    status: 0,
    message: "The keyring cannot be used.",
    meaning:
      "The system has no keyring for this user, or it is locked, so no secret was kept or read; it is never kept in plain text instead.",
    action:
      "Unlock or start the keyring (Secret Service, Keychain, Credential Manager); where there is none, set the credentials in the environment, or accept plain text with --insecure-storage.",
    retry: { class: "never", reason: "It waits for the keyring, or for another decision." }
  },
  {
    code: "KIT.0140",
    status: 0,
    message: "The query does not fit the answer.",
    meaning:
      "The JMESPath expression can be read, but asks the answer for what it does not have, such as the items of what is no list.",
    action:
      "Look at the answer with -o json and without --query; after a deletion, run codearts vpcep list to see what is left.",
    retry: {
      class: "read-then-decide",
      reason: "The answer was there, so the command had done its work."
    }
  },
  {
    code: "KIT.0141",
    status: 0,
    message: "Lists read in part.",
    meaning: "Of the lists that were asked for, some could not be read; the others are shown.",
    action: "Do what is said of each list that failed, and run the command again for it.",
    retry: { class: "never", reason: "Each list that failed has its own reason, told with it." }
  }
])
