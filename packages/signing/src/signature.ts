import { hmac, type Mac } from "./hmac.ts"
import { lastFew } from "./lastFew.ts"

const macUnder: (secretKey: string) => Mac = lastFew(8, (secretKey) => hmac("sha256", secretKey))

/** Lower-case hexadecimal HMAC-SHA256 under the secret key itself: no key is derived from it. */
export const signature = (secretKey: string, toSign: string): string => macUnder(secretKey)(toSign)
