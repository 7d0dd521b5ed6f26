import { changeProfiles } from "@codearts/client/profiles"
import { Effect } from "effect"
import { writeSync } from "node:fs"

// Writes profiles until it is killed, and says after each which number both files have now.
const [, , home = ""] = process.argv

const write = (number: number) =>
  changeProfiles({}, home, () =>
    Effect.succeed([
      {
        file: "credentials",
        path: ["profiles", "work"],
        // Long, so that the write takes a while.
        value: { access_key: `AK${number}`, secret_key: "s".repeat(200_000) }
      },
      { file: "config", path: ["profiles", "work", "region"], value: `r-${number}` }
    ])
  )

for (let number = 1; ; number++) {
  await Effect.runPromise(write(number))
  writeSync(1, `${number}\n`)
}
