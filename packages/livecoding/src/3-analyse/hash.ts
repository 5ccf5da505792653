/**
 * A 53-bit fingerprint of a list of tokens, as text. Two multiplicative hashes over the characters, mixed at the end
 * (the scheme known as cyrb53). Equal code has equal fingerprints; unequal code nearly never.
 */
export function fingerprint(tokens: readonly string[]): string {
  let a = 0xdeadbeef
  let b = 0x41c6ce57
  for (const token of tokens) {
    for (let i = 0; i < token.length; i++) {
      const code = token.charCodeAt(i)
      a = Math.imul(a ^ code, 2654435761)
      b = Math.imul(b ^ code, 1597334677)
    }
    a = Math.imul(a ^ 0x1f, 2654435761)
    b = Math.imul(b ^ 0x1e, 1597334677)
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909)
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909)
  // In base ten V8 says whole numbers fast, and ours are many.
  return `${b & 0x1fffff}-${a >>> 0}`
}
