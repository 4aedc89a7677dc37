/** The parts of sm-crypto that are used here; the package has no types of its own. */
declare module 'sm-crypto' {
  /** 0 = C1C2C3, 1 = C1C3C2. */
  type CipherMode = 0 | 1

  export const sm2: {
    /** @returns hex without the leading 04 of C1 */
    doEncrypt(message: Uint8Array | readonly number[], publicKeyHex: string, mode: CipherMode): string
    /** @param ciphertextHex without the leading 04 of C1 @returns an empty list when C3 does not match */
    doDecrypt(
      ciphertextHex: string,
      privateKeyHex: string,
      mode: CipherMode,
      options: { output: 'array' },
    ): readonly number[]
    verifyPublicKey(publicKeyHex: string): boolean
    getPublicKeyFromPrivateKey(privateKeyHex: string): string
    generateKeyPairHex(): { privateKey: string; publicKey: string }
  }
  export function sm3(message: Uint8Array | readonly number[], options?: { key: string; mode: 'hmac' }): string
  export const sm4: {
    encrypt(
      message: readonly number[],
      keyHex: string,
      options: { output: 'array'; padding: 'none' | 'pkcs#7' },
    ): readonly number[]
    decrypt(
      message: readonly number[],
      keyHex: string,
      options: { output: 'array'; padding: 'none' | 'pkcs#7' },
    ): readonly number[]
  }
}
