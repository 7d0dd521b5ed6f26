import { expect, it } from "vitest"
import { holdsPassword, withPassword } from "./databaseAddress.ts"

it.each([
  ["postgres://user:secret@host/database", true],
  ["postgresql://user:@host/database?password=secret", true],
  ["postgres://user:secret@host:port/database", true],
  ["postgres://user@host/database", false],
  ["postgres://host/database", false],
  [":memory:", false],
  ["a:b@c.db", false]
])("finds the password in an address: %s", (name, found) => expect(holdsPassword(name)).toBe(found))

it.each([
  ["postgres://user@host/database", "postgres://user:a%40%2F%25b@host/database"],
  [":memory:", ":memory:"],
  ["store.db", "store.db"]
])("puts a password into an address, and into nothing else: %s", (name, whole) =>
  expect(withPassword(name, "a@/%b")).toBe(whole)
)

it("leaves an address as it is when there is no password", () =>
  expect(withPassword("postgres://user@host/database", "")).toBe("postgres://user@host/database"))
