/**
 * What is kept of the sample's passwords, which everyone may know. Derived beforehand: an emulator
 * that starts with the sample does not wait for scrypt.
 */
export const samplePasswords: ReadonlyMap<string, string> = new Map([
  [
    "Sample-Owner-1",
    "scrypt$16384$8$1$2Boyf1YKXAogPsP-8HugRQ$mt8V8g_K6nb2_-ASedCtw9tzSarEB1Y97_2hbKmr9v4"
  ],
  [
    "Sample-Admin-1",
    "scrypt$16384$8$1$DbqbgVKYmtRnxWprzkikjA$Tas_zh2Bfprln-Ky_dF2Rv_HyUhRYm4XP6W1tzxG2iQ"
  ]
])
