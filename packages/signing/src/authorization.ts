/** The one algorithm used where none is named. */
export const algorithm = "SDK-HMAC-SHA256"

/** The same where the names are joined already. */
export const authorizationOf = (accessKey: string, names: string, signature: string): string =>
  `${algorithm} Access=${accessKey}, SignedHeaders=${names}, Signature=${signature}`

/** The value of the `Authorization` header. */
export const authorization = (
  accessKey: string,
  signedHeaders: ReadonlyArray<string>,
  signature: string
): string => authorizationOf(accessKey, signedHeaders.join(";"), signature)

/** Why a text must not become an access key, or `undefined` when it may: the header can hold no other. */
export const checkAccessKey = (accessKey: string): string | undefined =>
  /^[\w-]{1,128}$/.test(accessKey)
    ? undefined
    : "must be 1 to 128 letters, digits, hyphens (-) or underscores (_)"
