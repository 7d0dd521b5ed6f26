const names: ReadonlySet<string> = new Set(["127.0.0.1", "::1", "localhost"])

/** Whether a host, as it stands in a URL or without brackets, is this machine. */
export const isLoopback = (host: string): boolean => names.has(host.replaceAll(/[[\]]/gu, ""))
