import { hmac, type Mac } from "./hmac.ts"
import { lastFew } from "./lastFew.ts"

/**
 * HMAC-SHA256 under the secret key itself, prepared once for the last few keys. A decoy that stands
 * in for an unknown key is one of them, so that the time tells at most that a key came again soon.
 */
export const macUnder: (secretKey: string) => Mac = lastFew(8, (secretKey) =>
  hmac("sha256", secretKey)
)

/** Lower-case hexadecimal HMAC-SHA256 under the secret key itself: no key is derived from it. */
export const signature = (secretKey: string, toSign: string): string => macUnder(secretKey)(toSign)
