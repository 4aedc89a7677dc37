// heic-decode has no types of its own.
declare module 'heic-decode' {
  interface Decoded {
    width: number
    height: number
    data: Uint8ClampedArray<ArrayBuffer>
  }
  interface Images extends Array<{ width: number; height: number; decode(): Promise<Decoded> }> {
    dispose(): void
  }
  const decode: { all(input: { buffer: Uint8Array }): Promise<Images> }
  export default decode
}
