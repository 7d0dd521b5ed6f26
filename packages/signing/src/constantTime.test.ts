import { describe, expect, it } from "vitest"
import { sameMac } from "./constantTime.ts"

const mac = "0123456789abcdef".repeat(4)

describe("sameMac", () => {
  it("tells the same MAC from one that differs anywhere", () => {
    expect(sameMac(mac, mac)).toBe(true)
    for (let at = 0; at < mac.length; at += 1) {
      const other = `${mac.slice(0, at)}g${mac.slice(at + 1)}`
      expect(sameMac(mac, other)).toBe(false)
      expect(sameMac(other, mac)).toBe(false)
    }
  })

  it("takes no shorter text for one that was compared before", () => {
    const short = mac.slice(0, -1)
    expect(sameMac(mac, mac)).toBe(true)
    expect(sameMac(short, mac)).toBe(false)
    expect(sameMac(mac, short)).toBe(false)
    expect(sameMac(short, short)).toBe(false)
  })

  it("takes no longer text for its beginning", () => {
    expect(sameMac(`${mac}0`, mac)).toBe(false)
    expect(sameMac(mac, `${mac}0`)).toBe(false)
  })

  it("compares to the last character whatever the others are", () => {
    const accented = `\u00e9${mac.slice(1)}`
    expect(sameMac(accented, `${accented.slice(0, -1)}0`)).toBe(false)
    expect(sameMac(accented, accented)).toBe(true)
  })
})
