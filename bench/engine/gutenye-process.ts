import Ocr from '@gutenye/ocr-node'
import { serve } from './serve.ts'

const ocr = await Ocr.create()

serve({
  read: async (path) => {
    const lines = await ocr.detect(path)
    return lines.map(({ text }: { text: string }) => text)
  },
  close: async () => {},
})
