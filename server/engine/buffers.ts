/**
 * Storage that is used again from line to line and from page to page. A fresh array for every model run would leave hundreds of megabytes
 * outside the heap before the collector feels a need to look.
 */
export class Buffer32 {
  #storage = new Float32Array(0)

  /** `length` numbers, whatever was in them; the next call gives the same storage away again. */
  take(length: number): Float32Array {
    if (this.#storage.length < length) this.#storage = new Float32Array(length)
    return this.#storage.subarray(0, length)
  }
}
