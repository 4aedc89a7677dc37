/**
 * The fixed SM2 key pair of the stand-in, made for it; like every sandbox identity it protects nothing. The public half is what the real cloud's
 * console shows as EncKey: set CTYUN_ENVELOPE_PUBLIC_KEY to it to try the encryption of bodies against the stand-in.
 */
export const sandboxSm2Key = {
  /** Base64 of X.509 SubjectPublicKeyInfo in DER (PROTOCOLS.md, 6.3). */
  publicKey:
    'MFkwEwYHKoZIzj0CAQYIKoEcz1UBgi0DQgAEv26aInJV8/Tj5pcjPLTfwvXZt15Du9RwYj/3xwGODIlxC3jEw5hZW7yPyao2XPjU5rg/jLFyTjXoBiPY9ugr/g==',
  /** Hex, 32 bytes. */
  privateKey: '9df753afe3bea17214b5b3c294db1fdddb7ea3828fab994f2ea2ef82bad636c7',
} as const
