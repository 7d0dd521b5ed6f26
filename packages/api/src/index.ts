export { Api, type OperationName, operations } from "./Api.ts"
export { ErrorBody, readErrorBody, writeErrorBody, writeIamErrorBody } from "./errorBody.ts"
export {
  type ApiError,
  apiError,
  BadGateway,
  BadRequest,
  Conflict,
  type ErrorFields,
  FailedDependency,
  Forbidden,
  GatewayTimeout,
  InternalServerError,
  MethodNotAllowed,
  NotFound,
  PayloadTooLarge,
  RequestTimeout,
  ServiceUnavailable,
  TooManyRequests,
  Unauthorized,
  UnexpectedStatus,
  UnsupportedMediaType
} from "./errors.ts"
export { Description, EnterpriseId, maximum, RegionId, VpcepId } from "./fields.ts"
export { grouped } from "./grouped.ts"
export { AuthDomain } from "./IamDomain.ts"
export { Project } from "./IamProject.ts"
export { subjectTokenHeader, Token } from "./IamToken.ts"
export { User } from "./IamUser.ts"
export { type AnswerHeader, answerHeaders, RequestHeaders } from "./headers.ts"
export { InvalidRequest, type Problem } from "./InvalidRequest.ts"
export { examples } from "./examples.ts"
export { openApi } from "./openApi.ts"
export { allOperations, fieldNames, fieldSchemas, type Operation, operation } from "./operation.ts"
export { notAField, problemsOf } from "./problems.ts"
export { iamHost, type Region, regions, vpcepHost } from "./regions.ts"
export {
  decodeRequest,
  type EncodedRequest,
  encodeRequest,
  type Input,
  type Leniency,
  type ReceivedParts
} from "./request.ts"
export { decodeResponse, type Success } from "./response.ts"
export { type Route, route } from "./route.ts"
export {
  DeletedVpcepAccessControlRecords,
  deletion,
  VpceInfo,
  VpcepAccessControlRecords,
  VpcepRequestInfo
} from "./Vpcep.ts"
