import { describe, expect, it } from "vitest"
import { hostInUrl, hostRefusal, localHosts, reachableHost } from "./host.ts"

describe("a Host", () => {
  const allowed = new Set(["localhost:8090"])

  it("is served when it is on the list, in any letter case", () => {
    expect(hostRefusal("LocalHost:8090", allowed)).toBeUndefined()
  })

  for (const host of ["evil.example", "localhost", "localhost:80", "localhost.:8090"]) {
    it(`is refused as misdirected when it is not: ${host}`, () =>
      expect(hostRefusal(host, allowed)).toMatchObject({ status: 421 }))
  }

  it("must be there", () => expect(hostRefusal(undefined, allowed)).toMatchObject({ status: 400 }))
})

describe("the hosts of a listener that nobody configured", () => {
  it("are the loopback names with the bound port", () => {
    expect(localHosts("127.0.0.1", 8090)).toEqual(
      expect.arrayContaining(["localhost:8090", "127.0.0.1:8090", "[::1]:8090"])
    )
  })

  it("are without a port too on port 80, where clients leave it out", () => {
    expect(localHosts("127.0.0.1", 80)).toEqual(expect.arrayContaining(["localhost", "[::1]:80"]))
  })

  it("are the bound host as well, unless it stands for all", () => {
    expect(localHosts("fd00::1", 8090)).toContain("[fd00::1]:8090")
    expect(localHosts("0.0.0.0", 8090)).not.toContain("0.0.0.0:8090")
  })
})

describe("the address of a listener", () => {
  it("has an IPv6 address in brackets", () => expect(hostInUrl("::1")).toBe("[::1]"))

  it("is a loopback address where the bound one stands for all", () => {
    expect(reachableHost("0.0.0.0")).toBe("127.0.0.1")
    expect(reachableHost("::")).toBe("::1")
    expect(reachableHost("10.0.0.5")).toBe("10.0.0.5")
  })
})
