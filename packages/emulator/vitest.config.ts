import { defineProject } from "vitest/config"

// Seeds hash passwords, stores start processes: on a busy machine both take their time.
export default defineProject({ test: { name: "emulator", testTimeout: 30_000 } })
