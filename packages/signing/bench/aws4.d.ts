declare module "aws4" {
  interface Request {
    readonly service: string
    readonly region: string
    readonly method: string
    readonly host: string
    readonly path: string
    readonly headers: Readonly<Record<string, string>>
    readonly body: string | Uint8Array
  }
  interface Credentials {
    readonly accessKeyId: string
    readonly secretAccessKey: string
  }
  const aws4: { readonly sign: (request: Request, credentials: Credentials) => unknown }
  export default aws4
}
