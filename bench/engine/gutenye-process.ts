// Imported when run: the linter would follow a static import into a file of a dependency that it cannot read.
const { default: Ocr } = await import('@gutenye/ocr-node')
import { serve } from './serve.ts'

const ocr = await Ocr.create()

serve({
  read: async (path) => {
    const lines = await ocr.detect(path)
    return lines.map(({ text }: { text: string }) => text)
  },
  close: async () => {},
})
