/** Made for measuring; nothing else knows them. */
export const keys = {
  caller: { accessKey: "BENCHCALLER", secretKey: "bench-caller-secret-0123456789" },
  upstream: { accessKey: "BENCHUPSTREAM", secretKey: "bench-upstream-secret-0123456789" }
} as const
