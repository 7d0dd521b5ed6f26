/**
 * How a behaviour is known: `documented` by a section of the reference; `measured` on the live cloud;
 * `inferred` from the reference, the official SDKs or the identity service's own documents; `unknown`
 * where nothing says it and the row tells what we do.
 */
type Verdict = "documented" | "inferred" | "measured" | "unknown"

/** A test that holds the behaviour here. */
interface Test {
  readonly file: string
  /** Its own title, without those of the groups it stands in. */
  readonly title: string
}

/** One behaviour of the API, and what proves it. */
export interface EvidenceRow {
  readonly behaviour: string
  readonly verdict: Verdict
  /** Of the reference, by number. */
  readonly sections?: ReadonlyArray<string>
  readonly tests?: ReadonlyArray<Test>
  /** Where another answer can be chosen. */
  readonly switch?: string
}

const test = (file: string, title: string): Test => ({ file, title })

const emulator = (file: string, title: string) =>
  test(`packages/emulator/test/${file}.test.ts`, title)
const api = (file: string, title: string) => test(`packages/api/src/${file}.test.ts`, title)
const admission = (file: string, title: string) =>
  test(`packages/admission/src/${file}.test.ts`, title)
const client = (file: string, title: string) => test(`packages/client/src/${file}.test.ts`, title)
const gateway = (file: string, title: string) => test(`apps/gateway/test/${file}.test.ts`, title)

const requests: ReadonlyArray<EvidenceRow> = [
  {
    behaviour: "The list and the deletion have the fields, types and ranges of tables 4-1 to 4-14.",
    verdict: "documented",
    sections: ["4.1.1", "4.1.2"],
    tests: [test("tools/verifyReference.test.ts", "are what the catalog and the contract say")]
  },
  {
    behaviour:
      "A list answers the tenant's entries of every region, whatever region the header names.",
    verdict: "inferred",
    sections: ["4.1.2"],
    tests: [
      emulator("vpcep", "answers the tenant's entries of every region, by vpcep_id, then region")
    ],
    switch: "regionHeader"
  },
  {
    behaviour: "A deletion acts on the entries of the region in the header alone.",
    verdict: "inferred",
    sections: ["4.1.1"],
    tests: [emulator("vpcep", "deletes entries of the request's region, and answers how many")]
  },
  {
    behaviour: "The region header is mandatory: 1 to 40 letters, digits or hyphens.",
    verdict: "documented",
    sections: ["4.1.1", "4.1.2"],
    tests: [api("request", "is refused for a missing region")]
  },
  {
    behaviour: "Regions outside every table work, by the pattern of the hosts.",
    verdict: "inferred",
    sections: ["4.1.2"],
    tests: [api("regions", "that are in no table have hosts all the same")]
  },
  {
    behaviour: "The seven regions of the China site are served by hosts of the same pattern.",
    verdict: "inferred",
    tests: [api("regions", "are seven")]
  },
  {
    behaviour:
      "A deletion with an empty list, an empty body or none: we send none, and refuse it with 400 UC.00011002.",
    verdict: "unknown",
    tests: [
      emulator("vpcep", "refuses a field that breaks its rule with 400 UC.00011002, and names it")
    ],
    switch: "emptyDelete"
  },
  {
    behaviour: "A deletion without enterprise_id acts in the caller's own account.",
    verdict: "inferred",
    sections: ["4.1.1"],
    tests: [emulator("vpcep", "acts in the caller's own account when no enterprise_id is given")]
  },
  {
    behaviour: "The description in a deletion is checked and never compared.",
    verdict: "unknown",
    tests: [emulator("vpcep", "takes a token, and never compares the description")]
  },
  {
    behaviour: "Where one of the ids is unknown, nothing is deleted: 404 UC.00011005.",
    verdict: "unknown",
    tests: [gateway("embedded", "deletes nothing where one of the ids is unknown")],
    switch: "partialDelete"
  },
  {
    behaviour: "A signed deletion sent again, to the letter, is refused with 409 UC.00011022.",
    verdict: "inferred",
    sections: ["6.2"],
    tests: [
      emulator(
        "replay",
        "refuses a deletion sent again with 409 UC.00011022, until its date is too old anyway"
      ),
      gateway(
        "replay",
        "refuses a signed deletion that comes again, which the upstream does not see"
      )
    ],
    switch: "replay"
  },
  {
    behaviour: "vpcep_ids are separated by commas, though the table's characters lack the comma.",
    verdict: "documented",
    sections: ["4.1.2"],
    tests: [
      api(
        "request",
        "a list, which is received the same with the comma bare, as the document prints it"
      )
    ]
  },
  {
    behaviour: "vpcep_ids take 30 ids at most, which 1,229 characters hold.",
    verdict: "inferred",
    sections: ["4.1.2"],
    tests: [test("tools/verifyReference.test.ts", "are what the catalog and the contract say")]
  },
  {
    behaviour:
      "Without limit and offset a page has 10 entries from the first; the order is by vpcep_id, then region, ascending.",
    verdict: "unknown",
    tests: [
      emulator("vpcep", "answers the tenant's entries of every region, by vpcep_id, then region"),
      emulator("vpcep", "turns the whole order round with sort=desc")
    ],
    switch: "defaultLimit"
  },
  {
    behaviour:
      "Entries past offset 9,999 are read from the other end, with sort=desc; a list longer than both ends reach fails.",
    verdict: "inferred",
    sections: ["4.1.2"],
    tests: [client("listAll", "is longer than both ends reach: both are told")]
  },
  {
    behaviour: "One deletion names 100 entries at most; more are refused with 400 UC.00011002.",
    verdict: "unknown",
    tests: [emulator("switches", "maxDelete: 200: 101 entries are not too many")],
    switch: "maxDelete"
  },
  {
    behaviour: "Fields and query keys that an operation does not have are refused, and named.",
    verdict: "unknown",
    tests: [emulator("switches", "unknownFields: reject: they are named and refused")],
    switch: "unknownFields"
  },
  {
    behaviour: "A tenant without entries is answered 200 with total 0.",
    verdict: "unknown",
    tests: [emulator("vpcep", "answers an empty list to a tenant without entries")],
    switch: "emptyList"
  },
  {
    behaviour:
      "A GET may carry an empty body or an empty object, as one official SDK sends it, and nothing else.",
    verdict: "inferred",
    tests: [emulator("vpcep", "takes a body that is empty or an empty object, and no other")]
  },
  {
    behaviour: "A known path with another method, HEAD too: 405 UC.00011006 with Allow.",
    verdict: "documented",
    sections: ["6.2"],
    tests: [
      emulator(
        "route",
        "answers 405 UC.00011006 to another method, HEAD too, and names the methods there are"
      )
    ]
  },
  {
    behaviour: "OPTIONS is answered 204 with Allow, and lets no other site in.",
    verdict: "documented",
    sections: ["6.1"],
    tests: [
      emulator(
        "route",
        "answers OPTIONS with the methods, asks for no credentials, and lets no other site in"
      )
    ]
  },
  {
    behaviour:
      "An unknown path, one with a slash at its end too, is 404 APIGW.0101; /v3/projects alone may have one.",
    verdict: "inferred",
    sections: ["6.3.1"],
    tests: [
      emulator("route", "answers 404 APIGW.0101 at every address but its own, whoever asks"),
      emulator("iam", "takes a slash at the end of the address, and the body {} that an SDK sends")
    ]
  },
  {
    behaviour: "The list is at /v2/vpceps; an older edition of the reference has a prefix.",
    verdict: "documented",
    sections: ["4.1.1"],
    tests: [client("request", "has the prefix before the list's path, and before no other")],
    switch: "pathPrefix, here and of the client"
  },
  {
    behaviour: "A signed body has 12 MB at most; we hold bodies with a token to the same.",
    verdict: "documented",
    sections: ["3.2"],
    tests: [
      client("request", "of one byte more is refused"),
      gateway(
        "order",
        "refuses a body over 12 MB before it asks for credentials, and does not read it"
      )
    ]
  },
  {
    behaviour:
      "The content type is application/json, with charset=utf-8 where the body is not ASCII; another one is 415.",
    verdict: "documented",
    sections: ["3.1", "6.1"],
    tests: [
      client("request", "names the charset where the body is not ASCII"),
      admission("body", "refuses a body without a type, and one that is encoded, with 415")
    ]
  },
  {
    behaviour: "The checks of a request have one order, and the first that fails is answered.",
    verdict: "unknown",
    tests: [emulator("order", "checks in this order, and answers the first check that fails")]
  }
]

const callers: ReadonlyArray<EvidenceRow> = [
  {
    behaviour:
      "A request is authenticated by a signature or by a token; both at once are 401 APIGW.0305.",
    verdict: "inferred",
    sections: ["3.2"],
    tests: [
      admission("authenticate", "refuses both at once with APIGW.0305, whatever each is worth")
    ]
  },
  {
    behaviour: "X-Sdk-Date is at most 15 minutes from the server's clock.",
    verdict: "documented",
    sections: ["3.2"],
    tests: [
      admission(
        "authenticate",
        "takes a date 15 minutes from its clock on either side, and refuses a second more"
      )
    ]
  },
  {
    behaviour: "A temporary access key needs its X-Security-Token, signed.",
    verdict: "documented",
    sections: ["3.2"],
    tests: [admission("authenticate", "takes a temporary key with its security token alone")]
  },
  {
    behaviour: "Requests of the official SDKs are taken as they are, where their key says so.",
    verdict: "inferred",
    tests: [
      emulator(
        "authenticate",
        "lets only a key with SDK compatibility leave the content type unsigned"
      )
    ],
    switch: "sdk_compat of the access key"
  },
  {
    behaviour: "An unknown key, a disabled one and a wrong secret are refused in the same words.",
    verdict: "inferred",
    tests: [
      admission(
        "authenticate",
        "refuses an unknown key, a disabled one and a wrong secret by the same bytes"
      )
    ]
  },
  {
    behaviour: "A wrong signature is answered with the server's canonical request.",
    verdict: "inferred",
    tests: [
      admission(
        "authenticate",
        "echoes its canonical request when a signature is wrong, in one line and without secrets"
      )
    ]
  },
  {
    behaviour: "A token lives 24 hours.",
    verdict: "documented",
    sections: ["3.2"],
    tests: [emulator("iam", "refuses the token once its 24 hours are over")]
  },
  {
    behaviour:
      "The scope of a token is read inside auth; beside auth, where the example prints it, the emulator reads it too.",
    verdict: "inferred",
    sections: ["3.2"],
    tests: [
      api("request", "a token, its scope inside auth"),
      emulator("iam", "reads a scope beside auth, where the reference prints it, as one inside")
    ]
  },
  {
    behaviour: "Global tokens are refused for the list: 401 APIGW.0301.",
    verdict: "documented",
    sections: ["4.1.1", "4.1.2"],
    tests: [
      test(
        "packages/conformance/test/clientCredentials.test.ts",
        "without a scope is global, and lets nobody in"
      )
    ]
  },
  {
    behaviour:
      "A token of another region's project is 401 APIGW.0307; a project's region is its name up to the first underscore.",
    verdict: "inferred",
    tests: [emulator("authorize", "takes a token in the region its project's name begins with")]
  },
  {
    behaviour:
      "The owner of an account may do all; a user needs the role Tenant Administrator: else 401 UC.00010002.",
    verdict: "documented",
    sections: ["5.1", "6.2"],
    tests: [
      emulator(
        "authorize",
        "lets the owner of an account and its tenant administrators in, and no one else"
      )
    ]
  },
  {
    behaviour:
      "Fine-grained policies may allow or deny the operations; the emulator knows roles alone.",
    verdict: "unknown",
    tests: [
      emulator(
        "authorize",
        "lets the owner of an account and its tenant administrators in, and no one else"
      )
    ]
  },
  {
    behaviour: "Another tenant's id and one that no tenant has are refused alike: 401 UC.00011003.",
    verdict: "inferred",
    sections: ["6.2"],
    tests: [
      emulator(
        "authorize",
        "refuses another tenant's id and one that no tenant has in the same words"
      )
    ]
  },
  {
    behaviour: "X-Project-Id and X-Domain-Id must be the caller's own.",
    verdict: "inferred",
    sections: ["3.1"],
    tests: [emulator("authorize", "takes the caller's own project and account ids, and no others")]
  }
]

const identities: ReadonlyArray<EvidenceRow> = [
  {
    behaviour: "createUser takes and answers the fields of the worked example.",
    verdict: "documented",
    sections: ["3.1", "3.3"],
    tests: [emulator("users", "answers 201 with the fields of the reference's example")]
  },
  {
    behaviour: "A signed createUser needs X-Domain-Id.",
    verdict: "documented",
    sections: ["3.1"],
    tests: [
      emulator("users", "takes a signature where X-Domain-Id names the account, and no other")
    ]
  },
  {
    behaviour: "A new user has no permissions.",
    verdict: "documented",
    sections: ["5.1"],
    tests: [
      emulator(
        "users",
        "makes a user who logs in by the password given, and has no permissions yet"
      )
    ]
  },
  {
    behaviour: "A name that the account has is refused: 409 UC.00011009.",
    verdict: "unknown",
    tests: [
      emulator("users", "refuses a name that the account has, and makes no second user of it")
    ]
  },
  {
    behaviour:
      "Users are made and listed by the owner and by security administrators: else 403 APIGW.0302.",
    verdict: "inferred",
    sections: ["3.1"],
    tests: [
      emulator(
        "users",
        "makes a user who logs in by the password given, and has no permissions yet"
      )
    ]
  },
  {
    behaviour:
      "GET /v3.0/OS-USER/users answers a list of users; the reference prints its request alone.",
    verdict: "unknown",
    sections: ["3.2"],
    tests: [emulator("users", "are listed by name, a new one too")]
  },
  {
    behaviour: "GET /v3/auth/tokens tells of the token in X-Subject-Token what its issue told.",
    verdict: "inferred",
    tests: [
      emulator(
        "users",
        "tells the same of a token as its issue did, and the token in the same header"
      )
    ]
  },
  {
    behaviour:
      "GET /v3/auth/domains tells the account's id, which the list takes for enterprise_id.",
    verdict: "inferred",
    sections: ["6.4"],
    tests: [emulator("users", "tells the caller's account, whose id a list asks for, to any user")]
  },
  {
    behaviour: "GET /v3/projects answers the fields of the example.",
    verdict: "documented",
    sections: ["6.3.1"],
    tests: [
      emulator("iam", "answers the projects of the caller's account as the reference prints them")
    ]
  }
]

const answers: ReadonlyArray<EvidenceRow> = [
  {
    behaviour: "The answer of a list has a status; one without it, as in the example, is read.",
    verdict: "documented",
    sections: ["4.1.2"],
    tests: [
      api(
        "response",
        "decode to themselves: a list without status, with odd times and a region in no table"
      )
    ]
  },
  {
    behaviour: "Times are text, and may be no times, as in the example.",
    verdict: "documented",
    sections: ["4.1.2"],
    tests: [
      client(
        "answer",
        "without a status, with times that are no times, and from a region in no table"
      )
    ]
  },
  {
    behaviour: "Answers may have fields that nobody documented; they are kept.",
    verdict: "inferred",
    tests: [client("answer", "with the fields that the contract does not know")]
  },
  {
    behaviour: "A refusal has error_code and error_msg; the gateway in front adds request_id.",
    verdict: "documented",
    sections: ["3.3", "4.1.1"],
    tests: [emulator("order", "says what went wrong in the one shape that errors have")]
  },
  {
    behaviour:
      "The token operations refuse in the identity service's own shape, with the status for a code.",
    verdict: "inferred",
    tests: [
      admission(
        "refusalAnswer",
        "answers a refused token request in the shape of the identity service"
      )
    ]
  },
  {
    behaviour: "Any other body of a refusal, damaged or none, is read as an error with its status.",
    verdict: "inferred",
    tests: [api("errorBody", "gives a typed error and never a throw, 20,000 times")]
  },
  {
    behaviour:
      "While the store is locked, full, read-only or damaged: 503 KIT.0003 with Retry-After, in the kit's own name.",
    verdict: "unknown",
    tests: [
      emulator(
        "outage",
        "answers 503 with Retry-After when the store was busy for five seconds, and serves again afterwards"
      ),
      emulator(
        "outage",
        "answers 503 to a change of a store that can only be read, and goes on reading"
      ),
      emulator("disk", "refuses deletions whole, goes on reading, and recovers by itself")
    ]
  },
  {
    behaviour: "Answers have the headers of figure 3-2.",
    verdict: "documented",
    sections: ["3.3"],
    tests: [emulator("route", "puts the headers of figure 3-2 on every answer")]
  },
  {
    behaviour: "The upstream's X-Request-Id is passed back as it is, beside the gateway's own id.",
    verdict: "inferred",
    sections: ["3.3"],
    tests: [
      gateway(
        "embedded",
        "passes the upstream's headers back with its request id, and adds its own id beside"
      )
    ]
  },
  {
    behaviour:
      "The gateway reads the whole list before a deletion, and sends nothing that a guard refuses, that names what is not there, or that it cannot judge.",
    verdict: "inferred",
    sections: ["4.1.2"],
    tests: [
      gateway("guards", "judges by the whole list, all pages of it"),
      gateway("guards", "sends no deletion where the list grew while it was read")
    ]
  },
  {
    behaviour:
      "Where the allow-list asks for a second person, the gateway sends nothing but a chunk of an approved plan that still fits both lists.",
    verdict: "inferred",
    sections: ["4.1.2"],
    tests: [
      gateway("plans", "refuses other entries than those of a chunk: fewer, more, or others"),
      gateway("plans", "refuses a plan once the list has changed, or the allow-list")
    ]
  },
  {
    behaviour:
      "A dry run at the gateway is signed, checks all that the deletion would, and sends nothing that changes; POST /v2/vpceps/delete is the DELETE.",
    verdict: "inferred",
    sections: ["4.1.2"],
    tests: [
      gateway(
        "dryRun",
        "tells what would go, echoes that it is none, and sends nothing that changes"
      ),
      gateway(
        "dryRun",
        "deletes what a DELETE with the same body would, and goes on as one with the same bytes"
      )
    ]
  },
  {
    behaviour: "There is no operation to add or change an entry.",
    verdict: "documented",
    sections: ["2", "4.1"],
    tests: [api("openApi", "describes every operation under its own name, and no other")]
  }
]

/** Every behaviour, by what it is about. */
export const evidence: Readonly<Record<string, ReadonlyArray<EvidenceRow>>> = {
  Requests: requests,
  "Who may": callers,
  "The identity service": identities,
  Answers: answers
}
