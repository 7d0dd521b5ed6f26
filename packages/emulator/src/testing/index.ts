export { startEmulator, type StartedEmulator } from "./startEmulator.ts"
export { TestEmulator } from "./TestEmulator.ts"
