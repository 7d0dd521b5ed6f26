import { explain } from "@codearts/error-catalog"

const { title, meaning, action, advice } = explain({
  error_code: "APIGW.0301",
  error_msg:
    "Incorrect IAM authentication information: token expires, expires_at: 2026-05-01T10:00:00Z",
  status: 401
})
console.log([title, meaning, action, advice].join("\n"))
// Incorrect IAM authentication information.
// The token has expired; it lives 24 hours at most.
// Get a new token, and renew it before the time in expires_at.
// Get one new token and repeat it once. A new token is all that is missing.
