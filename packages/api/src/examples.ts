/**
 * The requests and answers that the reference prints, to the letter: with `scope` beside `auth`, times
 * that no calendar has, a region in no table, and a list without its `status`. Sections 3.1 to 3.3, 4.1
 * and 6.3.1.
 */
export const examples = {
  listRequest: {
    enterprise_id: "a8dd901e70f2485cb4f1fa2264eb3add",
    vpcep_ids: ["a8dd901e70f2485cb4f1fa2264eb3add", "00120e895121420aa2c81870d09756b2"],
    query:
      "enterprise_id=a8dd901e70f2485cb4f1fa2264eb3add&vpcep_ids=a8dd901e70f2485cb4f1fa2264eb3add,00120e895121420aa2c81870d09756b2&sort=asc"
  },
  listAnswer: {
    data: {
      enterprise_id: "a8dd901e70f2485cb4f1fa2264eb3add",
      vpceps: [
        {
          vpcep_id: "a8dd901e70f2485cb4f1fa2264eb3add",
          description: "VPCEP1",
          creator: "user001",
          create_time: "2026-05-01T10:30:00Z",
          modify_time: "2026-05-01T10:30:00Z",
          region: "cn-north-7"
        },
        {
          vpcep_id: "00120e895121420aa2c81870d09756b2",
          description: "VPCEP2",
          creator: "user002",
          create_time: "2026-05-02T14:20:001Z",
          modify_time: "2026-05-03T09:15:001Z",
          region: "cn-east-3"
        }
      ]
    },
    offset: 0,
    limit: 10,
    total: 2
  },
  deleteRequest: {
    enterprise_id: "abcdbfa39r7pg09la8msyu8vq004aabcd",
    vpceps: [
      {
        vpcep_id: "1234bfa39r7pg09la8msyu8vq004a1234"
      }
    ]
  },
  deleteAnswer: {
    status: "ok",
    total: 1
  },
  tokenRequest: {
    auth: {
      identity: {
        methods: ["password"],
        password: {
          user: {
            name: "username",
            password: "*****",
            domain: {
              name: "domainname"
            }
          }
        }
      }
    },
    scope: {
      project: {
        name: "xxxxxxx"
      }
    }
  },
  userRequest: {
    user: {
      domain_id: "accountid",
      name: "username",
      password: "*****",
      email: "email",
      description: "IAM User Description"
    }
  },
  userAnswer: {
    user: {
      id: "c131886aec...",
      name: "IAMUser",
      description: "IAM User Description",
      areacode: "",
      phone: "",
      email: "****@***.com",
      status: null,
      enabled: true,
      pwd_status: false,
      access_mode: "default",
      is_domain_owner: false,
      xuser_id: "",
      xuser_type: "",
      password_expires_at: null,
      create_time: "2024-05-21T09:03:41.000000",
      domain_id: "d78cbac1.....",
      xdomain_id: "30086000.....",
      xdomain_type: "",
      default_project_id: null
    }
  },
  projectsAnswer: {
    projects: [
      {
        domain_id: "65382450e8f64ac0870cd180d14e684b",
        is_domain: false,
        parent_id: "65382450e8f64ac0870cd180d14e684b",
        name: "ap-southeast-3",
        description: "",
        links: {
          next: null,
          previous: null,
          self: "https://www.example.com/v3/projects/a4a5d4098fb4474fa22cd05f897d6b99"
        },
        id: "a4a5d4098fb4474fa22cd05f897d6b99",
        enabled: true
      }
    ],
    links: {
      next: null,
      previous: null,
      self: "https://www.example.com/v3/projects"
    }
  },
  errorAnswer: {
    error_msg: "Request body is invalid.",
    error_code: "IAM.0011"
  }
}
