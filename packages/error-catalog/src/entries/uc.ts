import { family } from "../entry.ts"

export const uc = /* @__PURE__ */ family("UC", "API reference 2026-05-25, 6.2", [
  {
    code: "UC.00010002",
    status: 401,
    message: "You do not have permissions.",
    meaning:
      "The caller is known, but lacks the role that these operations need: Tenant Administrator.",
    action:
      "Have an administrator of the account put the user into a group with the Tenant Administrator role, then get a new token scoped to the project. The owner of the account needs no role.",
    retry: { class: "never", reason: "A missing role is not granted by asking again." }
  },
  {
    code: "UC.00010003",
    status: 404,
    message: "File not found.",
    meaning: "The service does not hold the file that the request names.",
    action: "Look the file up in a fresh listing, and ask for it by the name or id found there.",
    retry: { class: "never", reason: "What is absent does not appear by asking again." }
  },
  {
    code: "UC.00010005",
    status: 500,
    message: "Internal service error.",
    meaning: "The service failed while it worked on the request.",
    action:
      "After a deletion, list the entries to see whether it was made; then try again later. If it goes on, give the request id to technical support.",
    retry: { class: "read-then-decide", reason: "A change may have been made before the failure." }
  },
  {
    code: "UC.00011001",
    status: 400,
    message: "Bad request.",
    meaning:
      "The service could not read the request: its address, its headers or its body is malformed.",
    action:
      "Check the path and the encoding of the query, send the region header, and send a body only as valid JSON in UTF-8 with Content-Type: application/json.",
    retry: { class: "never", reason: "The same request has the same fault." }
  },
  {
    code: "UC.00011002",
    status: 400,
    message: "Invalid parameter.",
    meaning: "A parameter is missing, unknown, given twice or out of range.",
    action:
      "Check each against its range: region 1 to 40 letters, digits or -; enterprise_id 1 to 40 letters, digits, - or _; vpcep_id 1 to 40 digits, lower-case letters or -; vpcep_ids at most 1,229 characters, which is 30 ids joined by commas; offset 0 to 9999; limit 1 to 100; sort asc or desc; description at most 128 characters. A deletion needs a vpceps list that is not empty, with a vpcep_id in every item and none twice.",
    retry: { class: "never", reason: "The same value is out of range every time." }
  },
  {
    code: "UC.00011003",
    status: 401,
    message: "No permission.",
    meaning:
      "The caller has no permission on this enterprise_id; a tenant that does not exist and one of somebody else are answered alike.",
    action:
      "Compare enterprise_id with the Account ID under My Credentials, API Credentials, and check that the token or key belongs to that same account.",
    retry: { class: "never", reason: "The tenant stays out of reach for these credentials." }
  },
  {
    code: "UC.00011004",
    status: 403,
    message: "Data currently in use.",
    meaning: "The object cannot be deleted, because other data still refers to it.",
    action: "Find what refers to the object, delete or detach that first, then delete the object.",
    retry: { class: "never", reason: "The reference must go first." }
  },
  {
    code: "UC.00011005",
    status: 404,
    message: "Not found.",
    meaning: "Nothing exists under at least one of the ids, in the region of the header.",
    action:
      "List the ids with vpcep_ids and leave out what is gone: one unknown id refuses the whole list, and nothing of it is deleted. If every id is unknown, check region and enterprise_id.",
    retry: { class: "never", reason: "Only a corrected list of ids gets another answer." }
  },
  {
    code: "UC.00011006",
    status: 405,
    message: "Unavailable method.",
    meaning: "The path exists, but does not take this method.",
    action:
      "Use GET to list and DELETE to delete on /v2/vpceps; entries are created and edited in the console only.",
    retry: { class: "never", reason: "The method is refused every time." }
  },
  {
    code: "UC.00011007",
    status: 408,
    message: "Request timed out.",
    meaning: "The service waited too long for a system behind it, and does not know the outcome.",
    action:
      "After a deletion, list the entries to see whether it was made; then try again later, with smaller pages or shorter lists.",
    retry: { class: "read-then-decide", reason: "The system behind may still make the change." }
  },
  {
    code: "UC.00011008",
    status: 409,
    message: "Conflict.",
    meaning:
      "The request contradicts what the service holds, such as a name that belongs to another id.",
    action: "Read the object again, and send the name and the id that belong together.",
    retry: { class: "never", reason: "The contradiction stays until a value changes." }
  },
  {
    code: "UC.00011009",
    status: 409,
    message: "Data already exists.",
    meaning: "The object to be created is already there.",
    action: "Use the existing object, choose another key, or delete the existing object first.",
    retry: { class: "never", reason: "It exists until somebody deletes it." }
  },
  {
    code: "UC.00011010",
    status: 500,
    message: "Operation failed.",
    meaning: "The service started the operation and could not finish it.",
    action:
      "List the entries before anything else: a deletion may have been made. If it was not, send it again; if it fails again, give the request id to technical support.",
    retry: { class: "read-then-decide", reason: "A change may have been made before the failure." }
  },
  {
    code: "UC.00011011",
    status: 400,
    message: "Invalid resource path.",
    meaning: "The resource path in the request is not one that the service has registered.",
    action: "Compare the path letter by letter with the reference; for entries it is /v2/vpceps.",
    retry: { class: "never", reason: "The same path is refused every time." }
  },
  {
    code: "UC.00011012",
    status: 400,
    message: "User does not exist or already associated with a role.",
    meaning: "The user is gone, or has a role in the project already.",
    action:
      "Look the user up in IAM and among the members of the project: enable or restore the user, or change the existing role instead of adding one.",
    retry: { class: "never", reason: "The user's state must change first." }
  },
  {
    code: "UC.00011013",
    status: 400,
    message: "Template role cannot be associated with any group or user.",
    meaning: "The role belongs to a template, so nobody can be given it directly.",
    action: "Give the user or the group the role of the project that was made from the template.",
    retry: { class: "never", reason: "The role must be another one." }
  },
  {
    code: "UC.00011014",
    status: 400,
    message: "Invalid permission rule.",
    meaning: "The service cannot apply the permission rule as it is written.",
    action: "Rewrite the rule after one that works, and check its actions and resources for typos.",
    retry: { class: "never", reason: "The same rule is refused every time." }
  },
  {
    code: "UC.00011015",
    status: 400,
    message: "Special roles cannot be associated.",
    meaning:
      "The role is a built-in one, such as project administrator, that cannot be handed out this way.",
    action: "Choose an ordinary or custom role, or hand the project over in its settings.",
    retry: { class: "never", reason: "The role must be another one." }
  },
  {
    code: "UC.00011016",
    status: 403,
    message: "Too many custom roles.",
    meaning: "The tenant has 500 custom roles already, the most that it may have.",
    action: "Delete custom roles that nobody uses, or reuse an existing one.",
    retry: { class: "never", reason: "A role must be deleted first." }
  },
  {
    code: "UC.00011017",
    status: 401,
    message: "Enterprise account frozen.",
    meaning: "The enterprise account is frozen, so every operation on it is refused.",
    action:
      "Have the account holder settle what froze it, usually an unpaid bill, in the Billing Center.",
    retry: { class: "never", reason: "The account must be unfrozen first." }
  },
  {
    code: "UC.00011018",
    status: 401,
    message: "Yearly/monthly billing currently disabled.",
    meaning: "The operation needs yearly/monthly billing, which the account has not enabled.",
    action:
      "Have the account holder switch on yearly/monthly billing, then send the request again.",
    retry: { class: "never", reason: "The billing mode must change first." }
  },
  {
    code: "UC.00011019",
    status: 400,
    message: "Your free quota is insufficient.",
    meaning: "The request needs more than is left of the free quota.",
    action: "Look at the usage in the console, then free some of it or buy a package.",
    retry: { class: "never", reason: "The quota must grow first." }
  },
  {
    code: "UC.00011020",
    status: 400,
    message: "Insufficient quota in your package.",
    meaning: "The request needs more than is left in the purchased package.",
    action:
      "Compare what is left in the package with what the request needs, and extend the package.",
    retry: { class: "never", reason: "The quota must grow first." }
  },
  {
    code: "UC.00011021",
    status: 400,
    message: "IPD projects cannot be managed across tenants.",
    meaning:
      "The project is an IPD project of another tenant, and those are managed by their own tenant only.",
    action: "Send the request with credentials of the tenant that owns the project.",
    retry: { class: "never", reason: "The tenant must be another one." }
  },
  {
    code: "UC.00011022",
    status: 409,
    message: "Request already submitted.",
    meaning: "The same signed request arrived twice, and the second was not carried out.",
    action:
      "List the entries to see what the first one did; do not resend blindly. If a deletion is still needed, sign it anew in a later second.",
    retry: { class: "read-then-decide", reason: "The first request may have made the change." }
  },
  {
    code: "UC.00011023",
    status: 400,
    message: "The user already has a role in this project.",
    meaning: "The user to be added has a role in the project already.",
    action: "Change the role that the user has, or leave the user out of the list.",
    retry: { class: "never", reason: "The user has the role until it is taken away." }
  },
  {
    code: "UC.00011024",
    status: 424,
    message: "An external service returned an error.",
    meaning: "Another service that the operation depends on answered with an error.",
    action:
      "List the entries to see what was done, look at the status page of the region, then try again later.",
    retry: { class: "read-then-decide", reason: "A part of a change may have been made." }
  },
  {
    code: "UC.00011025",
    status: 400,
    message: "Only one enterprise account can be invited at a time.",
    meaning: "The request invites several enterprise accounts at once.",
    action: "Send one invitation for each account.",
    retry: { class: "never", reason: "The list must be shortened first." }
  },
  {
    code: "UC.00011026",
    status: 401,
    message: "Target enterprise not yet authorized.",
    meaning: "The enterprise that the request names has not given its authorization.",
    action:
      "Ask an administrator of that enterprise to authorize yours, then repeat the invitation.",
    retry: { class: "never", reason: "The other enterprise must act first." }
  },
  {
    code: "UC.00011028",
    status: 401,
    message: "Incorrect user numbers for the target enterprise.",
    meaning: "The number of users asked for does not fit the target enterprise.",
    action: "Read how many users that enterprise has and may have, and correct the number.",
    retry: { class: "never", reason: "The number must change first." }
  },
  {
    code: "UC.00011030",
    status: 401,
    message: "Target tenant not authorized for the region.",
    meaning: "The tenant that the request names may not use this region.",
    action:
      "Send the request to a region the tenant has enabled, or have the tenant enable this one.",
    retry: { class: "never", reason: "The region must be enabled first." }
  },
  {
    code: "UC.00011031",
    status: 401,
    message: "You cannot invite your own enterprise account.",
    meaning: "The invitation is addressed to the account that sends it.",
    action: "Name another enterprise account; users of your own are added as members.",
    retry: { class: "never", reason: "The account must be another one." }
  },
  {
    code: "UC.00011032",
    status: 400,
    message: "Invalid enterprise account ID or name.",
    meaning: "No enterprise account has the id or the name in the request.",
    action: "Ask that enterprise for its account name and its Account ID under My Credentials.",
    retry: { class: "never", reason: "The same account is refused every time." }
  },
  {
    code: "UC.00011033",
    status: 409,
    message: "The user is already in this project.",
    meaning: "The user to be added is a member of the project already.",
    action: "Leave the user out of the list; there is nothing left to do for that user.",
    retry: { class: "never", reason: "The user is already where you want them." }
  },
  {
    code: "UC.00011034",
    status: 401,
    message: "Not authorized to modify this permission.",
    meaning:
      "The caller may not change this permission, or the permission is not one that can be changed.",
    action: "Check the permission id, and ask the project administrator to make the change.",
    retry: { class: "never", reason: "A right is not granted by asking again." }
  },
  {
    code: "UC.00011035",
    status: 429,
    message: "Account locked.",
    meaning:
      "The account is locked for 15 minutes; unlike other answers with this status, it is no rate limit.",
    action:
      "Stop all retries, in every process and replica that uses the account. Correct the credentials and parameters meanwhile, and after 15 minutes try with a single request.",
    retry: { class: "locked-out", seconds: 900, reason: "Requests in between go on failing." }
  },
  {
    code: "UC.00011036",
    status: 400,
    message: "Your VPCEP quota has been used up.",
    meaning: "The tenant has as many VPC endpoint entries as its quota allows.",
    action:
      "List the entries and delete those that no longer serve anybody, or have the account holder request a larger VPCEP quota.",
    retry: { class: "never", reason: "An entry must go or the quota must grow first." }
  },
  {
    code: "UC.00011037",
    status: 400,
    message: "Project not found.",
    meaning: "No CodeArts project has the id in the request.",
    action: "Copy the id from the project's card in CodeArts; an IAM project id is another thing.",
    retry: { class: "never", reason: "The same id is unknown every time." }
  },
  {
    code: "UC.00011038",
    status: 400,
    message: "Permission template not found.",
    meaning: "No permission template has the id in the request.",
    action: "List the permission templates of the tenant and use an id from there.",
    retry: { class: "never", reason: "The same id is unknown every time." }
  },
  {
    code: "UC.00011039",
    status: 400,
    message: "Template already created with this project.",
    meaning: "The project has been made into a template before, and that is possible once.",
    action: "Edit the existing template, or start from another project.",
    retry: { class: "never", reason: "The project has its one template." }
  },
  {
    code: "UC.00011040",
    status: 400,
    message: "Too many templates under your tenant.",
    meaning: "The tenant has as many templates as it may have.",
    action: "Delete a template that is no longer used, then create the new one.",
    retry: { class: "never", reason: "A template must be deleted first." }
  },
  {
    code: "UC.00011041",
    status: 400,
    message: "Project template name already exists.",
    meaning: "Another project template of the tenant has this name.",
    action: "List the names in use and choose a free one.",
    retry: { class: "never", reason: "The name is taken until it is freed." }
  },
  {
    code: "UC.00011042",
    status: 400,
    message: "Project type and template type do not match.",
    meaning: "The template was made for another type of project.",
    action: "Choose a template of the project's type, such as Scrum for a Scrum project.",
    retry: { class: "never", reason: "One of the two types must change first." }
  },
  {
    code: "UC.00011043",
    status: 401,
    message: "Not authorized to modify this role.",
    meaning: "The caller may not change this role.",
    action:
      "Ask the project administrator or a Tenant Administrator to change the role, or to let you.",
    retry: { class: "never", reason: "A right is not granted by asking again." }
  },
  {
    code: "UC.00011044",
    status: 400,
    message: "Template roles cannot be deleted.",
    meaning: "The role belongs to a template, and such roles stay as long as the template.",
    action: "Leave the role unused, or delete the template that it belongs to.",
    retry: { class: "never", reason: "The role is refused every time." }
  },
  {
    code: "UC.00011045",
    status: 400,
    message: "The user has left or is not in the project.",
    meaning: "The user is not, or no longer, a member of the project.",
    action: "Add the user to the project, then send the request again.",
    retry: { class: "never", reason: "The user must be a member first." }
  },
  {
    code: "UC.00011053",
    status: 400,
    message: "Project and role do not match.",
    meaning: "The role does not exist in this project.",
    action: "List the roles of the project and use the id of one of them.",
    retry: { class: "never", reason: "The pair is refused every time." }
  },
  {
    code: "UC.00011054",
    status: 400,
    message: "Role already added to this user.",
    meaning: "The user has exactly this role already.",
    action: "Leave the role out of the request; there is nothing left to do.",
    retry: { class: "never", reason: "The user has the role until it is taken away." }
  },
  {
    code: "UC.00011055",
    status: 400,
    message: "You cannot add a user from another enterprise to your project.",
    meaning: "The user belongs to another enterprise than the project.",
    action: "Invite the user's enterprise first, or name a user of your own account.",
    retry: { class: "never", reason: "The user's enterprise must be invited first." }
  },
  {
    code: "UC.00011059",
    status: 400,
    message: "The user is not a member of this project.",
    meaning: "The operation is for members, and the user is not one of the project.",
    action: "Make the user a member, or correct the user id or the project id.",
    retry: { class: "never", reason: "The user must be a member first." }
  },
  {
    code: "UC.00011061",
    status: 400,
    message: "Too many users to authorize.",
    meaning: "The request would authorize more users than are allowed.",
    action: "Shorten the list, or withdraw the authorization of users who no longer need it.",
    retry: { class: "never", reason: "The list must be shortened first." }
  },
  {
    code: "UC.00011062",
    status: 403,
    message: "Package frozen.",
    meaning: "The purchased package is frozen, so what it pays for is refused.",
    action: "Have the account holder settle what froze the package in the Billing Center.",
    retry: { class: "never", reason: "The package must be unfrozen first." }
  },
  {
    code: "UC.00011063",
    status: 409,
    message: "Failed to obtain the Redis lock.",
    meaning:
      "Another request holds the service's lock on the same data, so this one was not started.",
    action:
      "Send the request again after a short, random pause; report it if the third try fails too.",
    retry: { class: "backoff", reason: "Nothing was done, and the lock is held briefly." }
  },
  {
    code: "UC.00011064",
    status: 400,
    message: "Failed to obtain delegated users from IAM Identity Center.",
    meaning: "The service could not read the delegated users from IAM Identity Center.",
    action:
      "Wait some minutes and send the request again; check IAM Identity Center if it goes on.",
    retry: { class: "backoff", reason: "The fault lies between two services and may pass." }
  },
  {
    code: "UC.00011065",
    status: 403,
    message: "Tenants with private network access enabled cannot be invited.",
    meaning: "The invited tenant has private network access enabled, which rules out invitations.",
    action:
      "Leave this tenant out; have it switch private access off if the invitation matters more.",
    retry: { class: "never", reason: "Private access and invitations exclude each other." }
  },
  {
    code: "UC.00011070",
    status: 403,
    message: "The project creator cannot be deleted.",
    meaning: "The list of members to remove holds the creator of the project.",
    action: "Take the creator out of the list and send the rest.",
    retry: { class: "never", reason: "The creator stays in the project." }
  },
  {
    code: "UC.00011071",
    status: 403,
    message: "Not permitted to set project administrator.",
    meaning:
      "The request would change or assign the project administrator, which is not possible here.",
    action: "Take the project administrator out of the request and send the rest.",
    retry: { class: "never", reason: "The role is protected." }
  },
  {
    code: "UC.00011084",
    status: 401,
    message: "Target tenant not yet authorized.",
    meaning: "The tenant that the request names has not given its authorization.",
    action:
      "Ask an administrator of that tenant for the authorization, then send the request again.",
    retry: { class: "never", reason: "The other tenant must act first." }
  },
  {
    code: "UC.00011085",
    status: 400,
    message: "Only one agency can be selected at a time.",
    meaning: "The request names several agencies.",
    action: "Name exactly one agency in each request.",
    retry: { class: "never", reason: "The list must be shortened first." }
  },
  {
    code: "UC.00011176",
    status: 400,
    message: "Team not found.",
    meaning: "No team has the id in the request.",
    action: "List the teams of the tenant and use an id from there.",
    retry: { class: "never", reason: "The same id is unknown every time." }
  },
  {
    code: "UC.00011177",
    status: 400,
    message: "Too many members in the team.",
    meaning: "The team has, or would get, more members than it may have.",
    action: "Move members to another team, or add fewer.",
    retry: { class: "never", reason: "The team must shrink first." }
  },
  {
    code: "UC.00011178",
    status: 400,
    message: "Team name already exists.",
    meaning: "Another team of the tenant has this name.",
    action: "List the names in use and choose a free one.",
    retry: { class: "never", reason: "The name is taken until it is freed." }
  },
  {
    code: "UC.00011179",
    status: 400,
    message: "This team has already been associated with the project.",
    meaning: "The team is linked to the project already.",
    action: "Leave this team out; link it to another project if that was meant.",
    retry: { class: "never", reason: "The link is there already." }
  },
  {
    code: "UC.00011180",
    status: 400,
    message: "Invalid role name.",
    meaning: "The name is not allowed for a role, or is taken.",
    action: "Choose a name like those of existing roles, and different from all of them.",
    retry: { class: "never", reason: "The same name is refused every time." }
  },
  {
    code: "UC.00011181",
    status: 400,
    message: "Invalid user.",
    meaning: "The user in the request is unknown to this tenant.",
    action: "Look the user id up in IAM under the account of enterprise_id.",
    retry: { class: "never", reason: "The same user is refused every time." }
  },
  {
    code: "UC.00011182",
    status: 400,
    message: "Invalid user-role relationship.",
    meaning: "The user does not have the role that the request takes as given.",
    action: "List the roles of the user, and name one of those.",
    retry: { class: "never", reason: "The pair is refused every time." }
  },
  {
    code: "UC.00011189",
    status: 400,
    message: "Role not found.",
    meaning: "No role has the id in the request.",
    action: "List the roles of the project and use an id from there.",
    retry: { class: "never", reason: "The same id is unknown every time." }
  },
  {
    code: "UC.00011191",
    status: 400,
    message: "Too many teams in the project.",
    meaning: "The project has as many teams as it may have.",
    action: "Unlink a team from the project, then link the new one.",
    retry: { class: "never", reason: "A team must leave first." }
  }
])
