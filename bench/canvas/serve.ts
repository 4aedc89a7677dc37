import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { build } from 'vite'
import { createPageTiles, tilesKeyOf } from '../../server/documents/tiles/page-tiles.ts'
import { paper } from './pictures.ts'

export const side = 4096
export const largeSide = 8192

const types: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' }

/** The large page's pictures as the console's server gives them: image, preview, tiles. */
async function largePage(): Promise<(path: string) => Promise<Uint8Array | null>> {
  const image = new Uint8Array(await paper(largeSide))
  const preview = await sharp(image).resize(1024).jpeg({ quality: 85 }).toBuffer()
  const page = { width: largeSide, height: largeSide, imageKey: 'large' }
  let pack: Uint8Array<ArrayBuffer> | null = null
  const tiles = createPageTiles({
    read: (key) => {
      const bytes = key === tilesKeyOf(page.imageKey) ? pack : image
      return Promise.resolve(bytes && { bytes, contentType: '', modifiedAt: new Date() })
    },
    put: (_, bytes) => {
      pack = new Uint8Array(bytes)
      return Promise.resolve()
    },
  })
  // Cut beforehand, as the console does for the pages of the queue.
  await tiles.read(page, 0, 0, 0)
  return (path) => {
    const [what, ...rest] = path.split('/')
    const [level, column, row] = rest.map(Number)
    if (what === 'tiles') return tiles.read(page, level!, column!, row!)
    return Promise.resolve(what === 'preview' ? preview : what === 'image' ? image : null)
  }
}

export interface Served {
  origin: string
  /** When the large page's preview was last sent whole, in milliseconds since 1970. */
  previewSentAt: () => number
  close: () => void
}

/** Builds the bench pages and serves them with their pictures on loopback. */
export async function serve(): Promise<Served> {
  await build({ configFile: fileURLToPath(new URL('vite.config.ts', import.meta.url)), logLevel: 'warn' })
  const root = fileURLToPath(new URL('dist/', import.meta.url))
  const page = await paper(side)
  const large = await largePage()
  let previewSentAt = 0
  const server = createServer((request, response) => {
    void (async () => {
      const { pathname } = new URL(request.url ?? '/', 'http://bench')
      const answer = (bytes: Uint8Array | null, type: string) => {
        response.writeHead(bytes ? 200 : 404, { 'Content-Type': type, 'Cache-Control': 'no-store' })
        response.end(bytes ?? '')
        if (pathname === '/large/preview') previewSentAt = performance.timeOrigin + performance.now()
      }
      if (pathname === '/page.jpg') answer(page, 'image/jpeg')
      else if (pathname.startsWith('/large/')) answer(await large(pathname.slice('/large/'.length)), 'image/jpeg')
      else {
        const file = await readFile(join(root, normalize(pathname))).catch(() => null)
        answer(file, types[extname(pathname)] ?? 'application/octet-stream')
      }
    })()
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  return { origin: `http://127.0.0.1:${port}`, previewSentAt: () => previewSentAt, close: () => server.close() }
}
