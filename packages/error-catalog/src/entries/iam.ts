import { family } from "../entry.ts"

// The token API numbers its errors by HTTP status, and the user API counts: "401" and "1100" are codes.
export const iam = /* @__PURE__ */ family("IAM", "IAM API reference 2025-12", [
  {
    code: "1100",
    status: 400,
    message: "Mandatory parameters are not specified.",
    meaning: "The request to IAM lacks a member that it must have.",
    action:
      "Compare the body with the reference of that operation, and add the members it marks as mandatory.",
    retry: { class: "never", reason: "The member must be there first." }
  },
  {
    code: "1101",
    status: 400,
    message: "Invalid username.",
    meaning: "The name of the IAM user breaks the rules for names.",
    action:
      "Choose 1 to 64 letters, digits, spaces, hyphens, underscores or periods, not beginning with a digit or a space.",
    retry: { class: "never", reason: "The same name is refused every time." }
  },
  {
    code: "1102",
    status: 400,
    message: "Invalid email address.",
    meaning: "The email address is malformed.",
    action: "Correct the address, or leave it out.",
    retry: { class: "never", reason: "The same address is refused every time." }
  },
  {
    code: "1103",
    status: 400,
    message: "Incorrect password.",
    meaning: "The password breaks the password policy of the account.",
    action: "Read the policy in IAM, Account Settings, and choose a password that meets it.",
    retry: { class: "never", reason: "The same password is refused every time." }
  },
  {
    code: "1104",
    status: 400,
    message: "Invalid mobile number.",
    meaning: "The mobile number is malformed.",
    action: "Give the digits alone, with the country code in its own member.",
    retry: { class: "never", reason: "The same number is refused every time." }
  },
  {
    code: "1105",
    status: 400,
    message: "The value of xuser_type must be the same as that of xdomain_type.",
    meaning: "The types of the external user and of the external account differ.",
    action: "Give xuser_type and xdomain_type the same value, or leave out both.",
    retry: { class: "never", reason: "The two values must agree first." }
  },
  {
    code: "1106",
    status: 400,
    message: "The country code and mobile number must be set at the same time.",
    meaning: "Only one of country code and mobile number was given.",
    action: "Give both, or leave out both.",
    retry: { class: "never", reason: "The other one must be there first." }
  },
  {
    code: "1107",
    status: 400,
    message: "The account administrator cannot be deleted.",
    meaning: "The user to delete is the administrator of the account.",
    action: "Leave this user alone; the administrator goes only with the account.",
    retry: { class: "never", reason: "The administrator is protected." }
  },
  {
    code: "1108",
    status: 400,
    message: "The new password must be different from the old password.",
    meaning: "The new password is the present one.",
    action: "Choose another password.",
    retry: { class: "never", reason: "The same password is refused every time." }
  },
  {
    code: "1109",
    status: 400,
    message: "The username already exists.",
    meaning: "Another user of the account has this name.",
    action: "List the users of the account and choose a free name, or use the existing user.",
    retry: { class: "never", reason: "The name is taken until it is freed." }
  },
  {
    code: "1110",
    status: 400,
    message: "The email address has already been used.",
    meaning: "Another user has this email address.",
    action: "Give another address, or leave it out.",
    retry: { class: "never", reason: "The address is taken until it is freed." }
  },
  {
    code: "1111",
    status: 400,
    message: "The mobile number has already been used.",
    meaning: "Another user has this mobile number.",
    action: "Give another number, or leave it out.",
    retry: { class: "never", reason: "The number is taken until it is freed." }
  },
  {
    code: "1113",
    status: 400,
    message: "The values of xuser_id and xuser_type already exist.",
    meaning: "Another user is linked to this external identity.",
    action: "Correct xuser_id and xuser_type, or unlink the other user first.",
    retry: { class: "never", reason: "The identity is taken until it is freed." }
  },
  {
    code: "1115",
    status: 400,
    message: "The number of IAM users has reached the maximum allowed limit.",
    meaning: "The account has as many IAM users as its quota allows.",
    action:
      "Delete users who are no longer needed, or have the account holder request a larger quota.",
    retry: { class: "never", reason: "A user must go or the quota must grow first." }
  },
  {
    code: "1117",
    status: 400,
    message: "Invalid IAM user description.",
    meaning: "The description of the user is too long, or holds characters that are not allowed.",
    action: "Shorten it, and leave out special characters.",
    retry: { class: "never", reason: "The same description is refused every time." }
  },
  {
    code: "1118",
    status: 400,
    message: "The password is weak.",
    meaning: "The password is one of those that are guessed first.",
    action: "Choose a longer, random password.",
    retry: { class: "never", reason: "The same password is refused every time." }
  },
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
