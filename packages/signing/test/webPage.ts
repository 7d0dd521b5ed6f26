// What the page of the browser test finds under `web`.
export { signedFetch } from "../src/web/index.ts"
export { webOutcome } from "./webStages.ts"
