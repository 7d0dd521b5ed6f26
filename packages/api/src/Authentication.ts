import { HttpApiMiddleware, HttpApiSecurity, OpenApi } from "effect/http-api"

const header = (key: string, description: string) =>
  HttpApiSecurity.apiKey({ in: "header", key }).pipe(
    HttpApiSecurity.annotate(OpenApi.Description, description)
  )

/** How a request says who sends it: by one of the two, never by both. Section 3.2 of the reference. */
export class Authentication extends HttpApiMiddleware.Service<Authentication>()(
  "@codearts/api/Authentication",
  {
    security: {
      signature: header(
        "Authorization",
        "SDK-HMAC-SHA256 signature made with an access key (AK/SK). X-Sdk-Date is signed with it; X-Security-Token too where the key is temporary."
      ),
      token: header(
        "X-Auth-Token",
        "Token of createToken, scoped to a project. Global tokens are refused."
      )
    }
  }
) {}
