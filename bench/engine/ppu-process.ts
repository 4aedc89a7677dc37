import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PaddleOcrService } from 'ppu-paddle-ocr'
import { packagedModels } from '../../server/engine/model-paths.ts'
import { serve } from './serve.ts'

const { detection, recognition, dictionary } = packagedModels()

// It adds the blank itself, but not the space that the model knows besides the dictionary's signs.
const folder = await mkdtemp(join(tmpdir(), 'fieldproof-bench-ppu-'))
const signs = join(folder, 'signs.txt')
await writeFile(signs, `${(await readFile(dictionary, 'utf8')).trimEnd()}\n `)

const ocr = new PaddleOcrService({ model: { detection, recognition, charactersDictionary: signs } })
await ocr.initialize()

serve({
  read: async (path) => {
    const { buffer, byteOffset, byteLength } = await readFile(path)
    const image = buffer.slice(byteOffset, byteOffset + byteLength)
    // It keeps answers by the picture's first kilobyte; what is measured is reading.
    const { results } = await ocr.recognize(image, { flatten: true, noCache: true })
    return results.map(({ text }) => text)
  },
  close: async () => {
    await ocr.destroy()
    await rm(folder, { recursive: true })
  },
})
