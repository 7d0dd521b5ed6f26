import { defineProject } from "vitest/config"

// The official SDK logs every refusal it gets; what it says matters when a test fails.
export default defineProject({ test: { name: "conformance", silent: "passed-only" } })
