import { Context, Effect } from "effect"
import { randomBytes, scrypt, timingSafeEqual } from "node:crypto"
import { RandomBytes } from "./randomBytes.ts"

/** What deriving a key from a password costs: much, unless a test gives another. */
export const PasswordCost = Context.Reference("@codearts/emulator/PasswordCost", {
  defaultValue: () => ({ N: 16_384, r: 8, p: 1 })
})

type Cost = typeof PasswordCost.Service

const keyLength = 32

interface Derived {
  readonly N: number
  readonly r: number
  readonly p: number
  readonly salt: Buffer
  readonly key: Buffer
}

const derive = (password: string, salt: Buffer, { N, p, r }: Cost) =>
  Effect.callback<Buffer>((resume) => {
    scrypt(password, salt, keyLength, { N, r, p }, (error, key) =>
      resume(error === null ? Effect.succeed(key) : Effect.die(error))
    )
  })

const written = ({ N, p, r }: Cost) => ["scrypt", N, r, p].join("$")

const write = ({ key, salt, ...cost }: Derived) =>
  [written(cost), salt.toString("base64url"), key.toString("base64url")].join("$")

const read = (stored: string): Derived => {
  const [, N, r, p, salt = "", key = ""] = stored.split("$")
  return {
    N: Number(N),
    r: Number(r),
    p: Number(p),
    salt: Buffer.from(salt, "base64url"),
    key: Buffer.from(key, "base64url")
  }
}

/** Whether what is kept of a password was derived at the present cost. */
export const isOfPresentCost = (stored: string) =>
  Effect.map(PasswordCost, (cost) => stored.startsWith(`${written(cost)}$`))

/** What is kept of a password: scrypt's costs, the salt and the key. */
export const hashPassword = Effect.fnUntraced(function* (password: string) {
  const cost = yield* PasswordCost
  const salt = (yield* RandomBytes)(16)
  return write({ ...cost, salt, key: yield* derive(password, salt, cost) })
})

// Random, so that no password fits it; it makes an unknown user cost what a wrong password costs.
const decoy = { salt: randomBytes(16), key: randomBytes(keyLength) }

/** Whether a password is the one that was kept; `undefined` for a user nobody knows. */
export const isPassword = Effect.fnUntraced(function* (
  password: string,
  stored: string | undefined
) {
  const kept = stored === undefined ? { ...decoy, ...(yield* PasswordCost) } : read(stored)
  const key = yield* derive(password, kept.salt, kept)
  return key.length === kept.key.length && timingSafeEqual(key, kept.key)
})
