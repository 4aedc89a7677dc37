import { readFile } from 'node:fs/promises'
import { createEngine } from '../../server/engine/engine.ts'
import { serve } from './serve.ts'

const engine = createEngine()

serve({
  read: async (path) => {
    const page = await engine.open(await readFile(path))
    try {
      const { lines } = await page.read()
      return lines.map(({ text }) => text)
    } finally {
      page.close()
    }
  },
  close: () => engine.close(),
})
