import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Bbox, Word, Worker } from 'tesseract.js'

/** A symbol or word as Tesseract places it, in pixels of the picture that it was given; `confidence` is 0..100. */
export interface Placed {
  text: string
  confidence: number
  bbox: Bbox
}

export interface PlacedWord extends Placed {
  /** In the order in which the word is read. */
  symbols: readonly Placed[]
}

/** Lines of words in the order in which they are read. */
export type Recognise = (picture: Uint8Array) => Promise<PlacedWord[][]>

/** Nobody has asked for Arabic for so long: the thread, its WebAssembly and 130 MB go. */
const idleMs = 60_000
/** A page takes about a second, on a busy machine ten. Whoever takes this long will never end. */
const maxMs = 60_000

/** One uniform block of text: the lines of a card stand below one another (PSM 6; automatic layout analysis loses single words). */
const singleBlock = '6'

const require = createRequire(import.meta.url)

async function start(fail: (error: Error) => void): Promise<Worker> {
  const { default: tesseract } = await import('tesseract.js')
  // The language is given as a folder, the worker and the core are files of their packages: nothing is ever fetched or written.
  const data = dirname(require.resolve('@tesseract.js-data/ara/package.json'))
  const worker = await tesseract.createWorker('ara', tesseract.OEM.LSTM_ONLY, {
    langPath: join(data, '4.0.0_best_int'),
    cacheMethod: 'none',
    errorHandler: (reason: unknown) => fail(new Error(`Tesseract failed: ${String(reason)}`)),
  })
  await worker.setParameters({
    tessedit_pageseg_mode: singleBlock as (typeof tesseract.PSM)['SINGLE_BLOCK'],
    // Otherwise it guesses one and says so on the console.
    user_defined_dpi: '300',
  })
  return worker
}

const linesOf = (words: readonly Word[]): PlacedWord[] =>
  words.map(({ text, confidence, bbox, symbols }) => ({ text, confidence, bbox, symbols }))

/** One Tesseract thread: started at the first call, ended when idle, replaced when it failed. */
class Arabic {
  #worker: Promise<Worker> | null = null
  #fail: (error: Error) => void = () => undefined
  #last: Promise<unknown> = Promise.resolve()
  #idle: NodeJS.Timeout | undefined

  /** Takes an encoded picture (PGM, PNG ...). Calls are answered one after the other. */
  recognise(picture: Uint8Array): Promise<PlacedWord[][]> {
    const result = this.#last.then(() => this.#recognise(picture))
    this.#last = result.catch(() => undefined)
    return result
  }

  async #recognise(picture: Uint8Array): Promise<PlacedWord[][]> {
    clearTimeout(this.#idle)
    let timer: NodeJS.Timeout | undefined
    const broken = new Promise<never>((_, reject) => {
      this.#fail = reject
      timer = setTimeout(() => reject(new Error(`Tesseract did not answer within ${maxMs} ms`)), maxMs)
    })
    try {
      return await Promise.race([this.#read(picture), broken])
    } catch (error) {
      this.#end()
      throw error
    } finally {
      clearTimeout(timer)
      this.#idle = setTimeout(() => this.#end(), idleMs)
      this.#idle.unref()
    }
  }

  async #read(picture: Uint8Array): Promise<PlacedWord[][]> {
    this.#worker ??= start((error) => this.#fail(error))
    const worker = await this.#worker
    const { data } = await worker.recognize(Buffer.from(picture), {}, { text: false, blocks: true })
    return (data.blocks ?? []).flatMap(({ paragraphs }) =>
      paragraphs.flatMap(({ lines }) => lines.map(({ words }) => linesOf(words))),
    )
  }

  #end(): void {
    const worker = this.#worker
    this.#worker = null
    void worker?.then((started) => started.terminate()).catch(() => undefined)
  }
}

let arabic: Arabic | undefined

/** Reads Arabic print in a thread of its own (tesseract.js, Apache-2.0, with the data of tessdata_best). */
export const recogniseArabic: Recognise = (picture) => (arabic ??= new Arabic()).recognise(picture)
