/** An access key and its secret, with the token that goes with them when they are temporary. */
export interface Credentials {
  readonly accessKey: string
  readonly secretKey: string
  readonly securityToken?: string
}
