import { timingSafeEqual } from "node:crypto"

/** Whether two texts are the same, in a time that tells no more than their lengths. */
export const sameText = (a: string, b: string): boolean => {
  if (a.length !== b.length) return false
  return a === "" || timingSafeEqual(Buffer.from(a, "utf16le"), Buffer.from(b, "utf16le"))
}

const macLength = 64
const left = Buffer.alloc(macLength)
const right = Buffer.alloc(macLength)

/** The same for two MACs in hexadecimal, which it need not copy to new memory. */
export const sameMac = (a: string, b: string): boolean => {
  if (a.length !== macLength || b.length !== macLength) return false
  left.write(a, "latin1")
  right.write(b, "latin1")
  return timingSafeEqual(left, right)
}
