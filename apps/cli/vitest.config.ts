import { defineProject } from "vitest/config"

// Files that share a worker load effect once; none of them leaves anything behind.
export default defineProject({ test: { name: "cli", isolate: false } })
