import { isPostgresUrl } from "./postgres.ts"

/**
 * Whether the name of a store is the address of a database with a password in it. A command line
 * must hold none: every user of the machine can read it in the list of processes.
 */
export const holdsPassword = (name: string): boolean => {
  if (!isPostgresUrl(name)) return false
  if (!URL.canParse(name)) return name.includes("@")
  const { password, searchParams } = new URL(name)
  return password !== "" || searchParams.has("password")
}

/** The name of a store with a password that is kept apart from it; a file and memory have none. */
export const withPassword = (name: string, password: string): string => {
  if (password === "" || !isPostgresUrl(name) || !URL.canParse(name)) return name
  const address = new URL(name)
  address.password = encodeURIComponent(password)
  return address.href
}
