const secret = new TextEncoder().encode('0123456789abcdef0123456789abcdef')

/** Tokens that are signed, checked, refused, encrypted and read again. */
async function work({ SignJWT, jwtVerify, CompactEncrypt, compactDecrypt, calculateJwkThumbprint }) {
  const token = await new SignJWT({ room: 12 }).setProtectedHeader({ alg: 'HS256' }).setIssuedAt(1).sign(secret)
  const { payload } = await jwtVerify(token, secret)
  const refused = await jwtVerify(`${token}x`, secret).catch(({ code, message }) => `${code} ${message}`)
  const hidden = await new CompactEncrypt(new TextEncoder().encode('hidden')).setProtectedHeader({ alg: 'dir', enc: 'A256GCM' }).encrypt(secret)
  const { plaintext } = await compactDecrypt(hidden, secret)
  return [token, payload, refused, new TextDecoder().decode(plaintext), await calculateJwkThumbprint({ kty: 'oct', k: 'YWJj' })]
}

export const crypto = { work }
