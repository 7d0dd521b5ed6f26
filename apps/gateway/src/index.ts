export { InvalidSettings } from "./InvalidSettings.ts"
export { CannotListen, serve } from "./serve.ts"
export type { Settings } from "./settings.ts"
