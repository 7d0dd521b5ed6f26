import { createECDH, createHash, createHmac, createPublicKey, verify } from "node:crypto"

interface Curve {
  readonly name: string
  readonly order: bigint
}

const p256: Curve = {
  name: "prime256v1",
  order: 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n
}

const sm2: Curve = {
  name: "SM2",
  order: 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n
}

/** Coefficients and base point of the curve, which a signature of SM2 covers (GB/T 32918.5). */
const sm2Parameters = [
  "fffffffeffffffffffffffffffffffffffffffff00000000fffffffffffffffc",
  "28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93",
  "32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7",
  "bc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0"
].join("")

/** The name that SM2 signs for, as every official SDK gives it; its length goes before it, in bits. */
const identity = Buffer.from("\0\x801234567812345678", "latin1")

const sm3 = (...parts: ReadonlyArray<Buffer>): Buffer =>
  createHash("sm3").update(Buffer.concat(parts)).digest()

const toNumber = (bytes: Buffer): bigint => BigInt(`0x${bytes.toString("hex")}`)

const toBytes = (value: bigint): Buffer => Buffer.from(value.toString(16).padStart(64, "0"), "hex")

/** The coordinates of the curve's base point times this. */
const timesBase = ({ name }: Curve, factor: bigint) => {
  const pair = createECDH(name)
  pair.setPrivateKey(toBytes(factor))
  const point = pair.getPublicKey()
  return { x: point.subarray(1, 33), y: point.subarray(33) }
}

/** The private key that the official SDKs derive from a secret key: the first candidate below the order. */
const privateKey = (
  { order }: Curve,
  [algorithm, hashName]: readonly [algorithm: string, hashName: string],
  accessKey: string,
  secretKey: string
): bigint => {
  for (let count = 0; count < 256; count += 1) {
    const info = Buffer.concat([
      Buffer.from([0, 0, 0, 1]),
      Buffer.from(`${algorithm}\0${accessKey}`),
      Buffer.from([count, 0, 0, 1, 0])
    ])
    const candidate = toNumber(createHmac(hashName, secretKey).update(info).digest())
    if (candidate <= order - 2n) return candidate + 1n
  }
  throw new Error("no candidate lies below the order of the curve")
}

/** Whether this is the signature, in DER, of the text under the key pair of SDK-ECDSA-P256-SHA256. */
export const ecdsaSigned = (
  accessKey: string,
  secretKey: string,
  text: string,
  signature: string
): boolean => {
  const secret = privateKey(p256, ["SDK-ECDSA-P256-SHA256", "sha256"], accessKey, secretKey)
  const { x, y } = timesBase(p256, secret)
  const jwk = { kty: "EC", crv: "P-256", x: x.toString("base64url"), y: y.toString("base64url") }
  const publicKey = createPublicKey({ key: jwk, format: "jwk" })
  return verify("sha256", Buffer.from(text), publicKey, Buffer.from(signature, "hex"))
}

/** The two numbers of a signature in DER. */
const readDer = (signature: string): readonly [r: bigint, s: bigint] => {
  const bytes = Buffer.from(signature, "hex")
  const length = bytes[3] ?? 0
  const r = bytes.subarray(4, 4 + length)
  return [toNumber(r), toNumber(bytes.subarray(6 + length))]
}

/**
 * The same for SDK-SM2-SM3. Who has the private key needs no arithmetic on the curve to verify:
 * the sum of points that the standard asks for is one multiple of the base point.
 */
export const sm2Signed = (
  accessKey: string,
  secretKey: string,
  text: string,
  signature: string
): boolean => {
  const secret = privateKey(sm2, ["SDK-SM2-SM3", "sm3"], accessKey, secretKey)
  const { x, y } = timesBase(sm2, secret)
  const signer = sm3(identity, Buffer.from(sm2Parameters, "hex"), x, y)
  const digest = toNumber(sm3(signer, Buffer.from(text)))
  const [r, s] = readDer(signature)
  const sum = (s + (r + s) * secret) % sm2.order
  return r === (digest + toNumber(timesBase(sm2, sum).x)) % sm2.order
}
