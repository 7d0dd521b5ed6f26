export { InvalidSettings, type Settings } from "./config.ts"
export { serve } from "./server.ts"
