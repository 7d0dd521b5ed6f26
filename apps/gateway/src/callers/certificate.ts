import type { PeerCertificate } from "@codearts/ingress"
import type { CallerSettings } from "./callerSettings.ts"

/** By what a client certificate is known. */
export type CertificateRule = NonNullable<CallerSettings["certificates"]>[number]

const holds = (rule: CertificateRule, { sans, sha256, subject }: PeerCertificate): boolean => {
  if ("fingerprint" in rule) return sha256 === rule.fingerprint.replaceAll(":", "").toLowerCase()
  return "subject" in rule ? subject === rule.subject : sans.includes(rule.san)
}

/** Finds by whose rule a certificate is known; its chain was verified before. */
export const ruleFor = <Rule extends { readonly by: CertificateRule }>(
  rules: ReadonlyArray<Rule>,
  certificate: PeerCertificate
): Rule | undefined => rules.find(({ by }) => holds(by, certificate))
