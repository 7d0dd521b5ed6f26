export { codearts } from "./codearts.ts"
export { exitStatus, exitStatusMeanings } from "./exitStatus.ts"
export { run } from "./run.ts"
export { Terminal } from "./Terminal.ts"
