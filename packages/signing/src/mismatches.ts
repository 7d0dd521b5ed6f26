/** Why a server may compute another signature; new causes may come. */
export const mismatches = {
  "body-added": "We sign an empty body, and one arrived: sign the very bytes that are sent.",
  "body-changed":
    "Other bytes arrived than were signed: the body was serialised again (spaces, order of members, escapes, a line break at its end), converted or compressed. Sign the very bytes that are sent.",
  "body-dropped":
    "The body did not arrive: some clients and proxies drop the body of a GET or DELETE.",
  "body-emptied":
    "The server received {} as the body: a client writes an empty object where it finds no body of its own, or drops its members.",
  "body-only-braces":
    "We sign {} as the body, and another one arrived: the body was replaced after it was signed, or signed before it was filled.",
  clock:
    "The server received another date than the one signed, or too old a one: sign each attempt anew with a clock that is set, and let nothing write x-sdk-date afterwards.",
  "content-type-changed":
    "The content type was changed after signing: HTTP libraries and proxies add or rewrite charset. Sign it as it is sent in the end.",
  "header-changed": "The value of this header was changed after signing.",
  "header-encoding":
    "The header holds letters beyond ASCII, which one side takes for UTF-8 and the other for Latin-1: keep them out of signed headers.",
  "header-missing":
    "The header is signed but did not arrive: the client did not send it, or a proxy removed it.",
  "header-not-ours":
    "The request that the server received signs this header, and ours does not have it: give it the same headers.",
  "header-not-theirs":
    "Ours signs this header, and the request that the server received does not list it in SignedHeaders: it was signed by another signer, or with other headers.",
  "header-white-space":
    "Only white space differs: a proxy folded or trimmed the value. Sign it without spaces around it, and with single ones inside.",
  "host-changed":
    "The request arrived with another host: a proxy rewrote it, or it was signed for another endpoint. Let the proxy keep the Host header.",
  "host-port":
    "Only the port of the host differs: one side adds or drops it. Sign the Host header as it is sent.",
  "method-case": "Only the case of the method differs: write it in capitals.",
  "method-changed":
    "The request arrived with another method: a redirect turns a request into GET, and some proxies override methods.",
  "path-changed": "The path is another: a proxy rewrote it, or it was signed for another URL.",
  "path-encoded-twice":
    "One side encodes the path twice (%25 where the other has %): sign the path as it is sent, encoded once.",
  "path-normalised":
    "Slashes were merged, or dot segments resolved, on one side only: a proxy or an HTTP library tidies the path. Send it tidy.",
  "path-prefix":
    "One path is the other with something before it: a proxy adds or strips a prefix after the request is signed.",
  "path-slash-decoded": "One side decodes %2F, which is a letter of its segment, into a slash.",
  "query-changed": "The query is another: a value was changed, or it was signed for another URL.",
  "query-empty-value": "Only an = differs: a parameter without a value is signed as name=.",
  "query-encoded-twice":
    "One side encodes the query twice (%25 where the other has %): sign the query as it is sent, encoded once.",
  "query-order": "The same parameters in another order: sort by name, and then by value.",
  "query-parameter":
    "One side has parameters that the other has not: they were added or dropped after signing, or signed from another URL.",
  "query-plus":
    "One side takes + for a space (%20), the other for a plus (%2B): send a space as %20.",
  "secret-key":
    "Both sides agree about the request, so the key or the string to sign differs: the secret key is not the one of the access key (another environment, a blank or a line break at its end), or the signature is of another moment or algorithm.",
  "signed-headers":
    "The same headers in another list: SignedHeaders names each once, in lower case, sorted, joined by semicolons.",
  "trailing-slash":
    "Only the slash at the end differs: the path is signed with one, whether the URL has it or not.",
  "unsigned-payload":
    "One side has UNSIGNED-PAYLOAD for the hash: SDKs write it where the content type is not application/json. Set the header of the body hash (x-sdk-content-sha256, x-sdk-content-sm3) to the hash of the body, or leave it out."
} as const

/** The name of a likely cause. */
export type Mismatch = keyof typeof mismatches
