import { header, type Headers } from "@codearts/ingress"

const problemType = "application/problem+json"

const isWanted = (range: string): boolean => {
  const [type = "", ...parameters] = range.split(";").map((part) => part.trim().toLowerCase())
  return type === problemType && !parameters.some((each) => /^q=0(?:\.0{0,3})?$/u.test(each))
}

/** Whether a caller wants its refusals as problems; who takes anything gets the vendor's own shape. */
export const asksProblem = (headers: Headers): boolean =>
  header({ headers }, "accept")?.split(",").some(isWanted) === true
