import type { OperationName } from "./Api.ts"
import { examples } from "./examples.ts"

/** The reference's values for an operation, where its chapters have some. */
export interface ExamplesOf {
  readonly parameters?: Readonly<Record<string, unknown>>
  readonly body?: unknown
  /** By status. */
  readonly answers?: Readonly<Record<string, unknown>>
}

const { auth, scope } = examples.tokenRequest

const table: Partial<Readonly<Record<OperationName, ExamplesOf>>> = {
  listVpcepAccessControlRecords: {
    parameters: {
      region: "cn-north-7",
      enterprise_id: examples.listRequest.enterprise_id,
      vpcep_ids: examples.listRequest.vpcep_ids,
      sort: "asc"
    },
    answers: { 200: examples.listAnswer }
  },
  deleteVpcepAccessControlRecords: {
    body: examples.deleteRequest,
    answers: { 200: examples.deleteAnswer }
  },
  // The reference prints scope beside auth, where nothing reads it.
  createToken: { body: { auth: { ...auth, scope } } },
  createUser: {
    body: examples.userRequest,
    answers: { 201: examples.userAnswer, 400: examples.errorAnswer }
  },
  listProjects: { answers: { 200: examples.projectsAnswer } }
}

export const documentedExamples = (name: OperationName): ExamplesOf => table[name] ?? {}
