import { family } from "../entry.ts"

// The token API numbers its errors by HTTP status, so "400" and "401" are codes of their own.
export const iam = family("IAM", "IAM API reference 2025-12", [
  {
    code: "400",
    status: 400,
    message: "The request body is invalid",
    meaning: "IAM could not read the body of the token request.",
    action:
      "Put scope inside auth, name the methods, and give user, domain and password as in the example of the token API; a scope beside auth is wrong.",
    retry: { class: "never", reason: "The same body is refused every time." }
  },
  {
    code: "401",
    status: 401,
    message: "The username or password is wrong.",
    meaning: "IAM refused the account name, the user name or the password of a token request.",
    action:
      "Check all three: domain is the name of the account, not of the user. Use an IAM user with programmatic access, whose password has not expired.",
    retry: { class: "never", reason: "Repeated wrong passwords can lock the user." }
  },
  {
    code: "IAM.0011",
    status: 400,
    message: "Request body is invalid.",
    meaning: "The body of a request to IAM is not valid JSON, or lacks a required member.",
    action: "Compare the body with the example of that operation, member by member.",
    retry: { class: "never", reason: "The same body is refused every time." }
  }
])
