import { defineProject } from "vitest/config"

// No file leaves anything behind for the next one of its worker.
export default defineProject({ test: { name: "access", isolate: false } })
