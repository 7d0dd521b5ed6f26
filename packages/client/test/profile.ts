/** `CODEARTS_LONG=1` is the long profile: as many runs, and times as long, as are promised. */
export const long = process.env.CODEARTS_LONG !== undefined
