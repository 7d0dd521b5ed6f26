export { CannotListen } from "./bind.ts"
export { InvalidSettings } from "./InvalidSettings.ts"
export { serve } from "./serve.ts"
export type { Settings } from "./settings.ts"
