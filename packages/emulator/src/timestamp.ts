/** A moment as the identity service writes it: RFC 3339 in UTC with six decimals. */
export const timestamp = (milliseconds: number): string =>
  new Date(milliseconds).toISOString().replace("Z", "000Z")
