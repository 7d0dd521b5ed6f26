import { apigw } from "./entries/apigw.ts"
import { iam } from "./entries/iam.ts"
import { kit } from "./entries/kit.ts"
import { uc } from "./entries/uc.ts"
import type { ErrorEntry } from "./entry.ts"

/** A code that the catalog documents; servers may still send others. */
export type KnownCode = (typeof uc | typeof apigw | typeof iam | typeof kit)[number]["code"]

/** Every documented error, by family, then code, then status; the order is part of the contract. */
export const entries: ReadonlyArray<ErrorEntry<KnownCode>> = [...uc, ...apigw, ...iam, ...kit]
