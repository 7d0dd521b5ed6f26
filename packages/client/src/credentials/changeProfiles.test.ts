import { Effect } from "effect"
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync
} from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { secrets } from "../../test/callers.ts"
import { homeWith, type TestFile } from "../../test/files.ts"
import { live } from "../../test/run.ts"
import { changeProfiles, type Edit } from "./changeProfiles.ts"

const region = (name: string, value: string | undefined): Edit => ({
  file: "config",
  path: ["profiles", name, "region"],
  value
})

const key = (name = "work"): Edit => ({
  file: "credentials",
  path: ["profiles", name],
  value: { access_key: "AKEXAMPLE", secret_key: secrets.secretKey }
})

const changed = (home: string, ...edits: ReadonlyArray<Edit>) =>
  changeProfiles({}, home, () => Effect.succeed(edits))

const placeIn = (home: string) => join(home, ".config/codearts")

const modeOf = (path: string) => (lstatSync(path).mode & 0o777).toString(8)

const configOf = (home: string) => readFileSync(join(placeIn(home), "config.yaml"), "utf8")

const withConfig = (file: TestFile | string) => homeWith({ ".config/codearts/config.yaml": file })

describe("a change of profiles", () => {
  const umask = process.umask()
  for (const mask of [0o000, 0o002, 0o022, 0o077, 0o777]) {
    it(
      `makes and rewrites files of 0600 in a directory of 0700 under an umask of ${mask.toString(8)}`,
      live(function* () {
        const home = yield* homeWith()
        mkdirSync(join(home, ".config"), { mode: 0o700 })
        process.umask(mask)
        yield* changed(home, key(), region("work", "ap-southeast-3")).pipe(
          Effect.andThen(changed(home, key("other"), region("other", "la-north-2"))),
          Effect.ensuring(Effect.sync(() => process.umask(umask)))
        )
        expect(readdirSync(placeIn(home)).sort()).toEqual(["config.yaml", "credentials.yaml"])
        expect(modeOf(placeIn(home))).toBe("700")
        expect(modeOf(join(placeIn(home), "config.yaml"))).toBe("600")
        expect(modeOf(join(placeIn(home), "credentials.yaml"))).toBe("600")
      })
    )
  }

  it(
    "tightens what was open to others, and says so",
    live(function* () {
      const home = yield* withConfig({ text: "profiles: {}\n", mode: 0o664 })
      chmodSync(placeIn(home), 0o755)
      const said = yield* changed(home, region("work", "ap-southeast-3"))
      expect(said.map((text) => text.replaceAll(home, "~"))).toEqual([
        "~/.config/codearts was open to other users (mode 0755), and is yours alone now",
        "~/.config/codearts/config.yaml was open to other users (mode 0664), and is yours alone now: replace a secret in it that others may have read"
      ])
      expect(modeOf(join(placeIn(home), "config.yaml"))).toBe("600")
    })
  )

  it(
    "writes through no symbolic link",
    live(function* () {
      const home = yield* homeWith({ elsewhere: "version: 1\n" })
      mkdirSync(placeIn(home), { recursive: true })
      symlinkSync(join(home, "elsewhere"), join(placeIn(home), "config.yaml"))
      const failure = yield* Effect.flip(changed(home, region("work", "ap-southeast-3")))
      expect(failure.message).toMatch(/config\.yaml is a symbolic link/u)
      expect(readFileSync(join(home, "elsewhere"), "utf8")).toBe("version: 1\n")
    })
  )

  it(
    "keeps comments, order and what it does not know to be changed",
    live(function* () {
      const home = yield* withConfig(
        "# of mine\ncurrent: work # for now\nprofiles:\n  # the first\n  work:\n    region: ap-southeast-3\n\n  # the second\n  other: {region: la-north-2}\n"
      )
      yield* changed(home, region("work", "cn-north-4"), region("third", "sa-brazil-1"))
      expect(configOf(home)).toBe(
        "# of mine\ncurrent: work # for now\nprofiles:\n  # the first\n  work:\n    region: cn-north-4\n\n  # the second\n  other: { region: la-north-2 }\n  third:\n    region: sa-brazil-1\nversion: 1\n"
      )
    })
  )

  it(
    "takes a value away, and one that is not there too",
    live(function* () {
      const home = yield* withConfig(
        "version: 1\nprofiles: { work: { region: a, project_id: p } }\n"
      )
      yield* changed(home, region("work", undefined), region("none", undefined))
      expect(configOf(home)).toBe("version: 1\nprofiles: { work: { project_id: p } }\n")
    })
  )

  const broken: ReadonlyArray<readonly [what: string, text: string, why: RegExp]> = [
    ["is no YAML", "profiles: [\n  a", /config\.yaml, line \d: is no YAML: /u],
    ["has an unknown field", "version: 1\nregoin: a\n", /line 2: regoin is not a known field/u],
    [
      "shares values",
      "profiles:\n  work: &a { region: x }\n  other: *a\n",
      /shares values by aliases/u
    ]
  ]
  for (const [what, text, why] of broken) {
    it(
      `leaves a file alone that ${what}, and the other one too`,
      live(function* () {
        const home = yield* withConfig(text)
        const edits = [key(), region("other", "cn-north-4")]
        const failure = yield* Effect.flip(changed(home, ...edits))
        expect(failure.message).toMatch(why)
        expect(configOf(home)).toBe(text)
        expect(readdirSync(placeIn(home))).toEqual(["config.yaml"])
      })
    )
  }

  it(
    "writes nothing that breaks a rule",
    live(function* () {
      const home = yield* homeWith()
      const failure = yield* Effect.flip(changed(home, key(), region("work", "a b")))
      expect(failure.message).toMatch(/profiles\.work\.region must be /u)
      expect(readdirSync(placeIn(home))).toEqual([])
    })
  )

  it(
    "removes what a killed writer left beside the file",
    live(function* () {
      const home = yield* withConfig("version: 1\n")
      const left = join(placeIn(home), ".config.yaml.x.part")
      writeFileSync(left, secrets.secretKey)
      yield* changed(home, region("work", "ap-southeast-3"))
      expect(readdirSync(placeIn(home))).toEqual(["config.yaml"])
    })
  )
})
