import { HttpApiGroup } from "effect/http-api"
import { listAuthDomains } from "./IamDomain.ts"
import { listProjects } from "./IamProject.ts"
import { createToken, showToken } from "./IamToken.ts"
import { createUser, listUsers } from "./IamUser.ts"

/** The identity operations this API needs, and those of the reference's examples. Chapter 3 and section 6.3.1. */
export const Iam = HttpApiGroup.make("iam").add(
  createToken,
  showToken,
  listProjects,
  listAuthDomains,
  createUser,
  listUsers
)
