import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { randomBytes } from 'node:crypto'
import { extname, join, normalize, sep } from 'node:path'
import { Readable } from 'node:stream'
import { createMiddleware } from 'hono/factory'
import type { AppEnv } from './http.ts'
import { contentSecurityPolicy } from './security-headers.ts'

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.webp': 'image/webp',
  '.gif': 'image/gif',
  '.bmp': 'image/bmp',
  '.tif': 'image/tiff',
  '.tiff': 'image/tiff',
  '.pdf': 'application/pdf',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
}

/** Stands in index.html wherever the page needs the nonce of its own answer. */
const noncePlaceholder = '__CSP_NONCE__'

/** The file of a URL's path, or undefined when it leads out of the directory, to a hidden file, or nowhere. */
async function locate(directory: string, path: string): Promise<string | undefined> {
  let decoded: string
  try {
    decoded = decodeURIComponent(path)
  } catch {
    return undefined
  }
  if (decoded.includes('\0') || decoded.split(/[/\\]/).some((part) => part.startsWith('.'))) return undefined
  const file = normalize(join(directory, decoded))
  if (!file.startsWith(directory + sep)) return undefined
  const facts = await stat(file).catch(() => undefined)
  return facts?.isFile() ? file : undefined
}

/**
 * The page, with a fresh nonce where it asks for one. Nothing inline is allowed without: the console's own page has no inline style or script.
 */
async function answerIndex(directory: string, connectSources: readonly string[]): Promise<Response | undefined> {
  const index = await readFile(join(directory, 'index.html'), 'utf8').catch(() => undefined)
  if (index === undefined) return undefined
  const nonce = randomBytes(16).toString('base64')
  const asks = index.includes(noncePlaceholder)
  return new Response(index.replaceAll(noncePlaceholder, nonce), {
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-cache',
      'Content-Security-Policy': contentSecurityPolicy(asks ? `'nonce-${nonce}'` : '', connectSources),
    },
  })
}

/** Serves the built browser part: hashed assets for ever, and the page itself for every address that a person may open. */
export function staticFiles(directory: string, connectSources: readonly string[] = []) {
  return createMiddleware<AppEnv>(async (c, next) => {
    const { path } = c.req
    if (path.startsWith('/api/') || path === '/objects' || path.startsWith('/objects/')) return next()
    const file = path === '/' || path === '/index.html' ? undefined : await locate(directory, path)
    if (file !== undefined) {
      const facts = await stat(file)
      const etag = `"${facts.size.toString(36)}-${Math.trunc(facts.mtimeMs).toString(36)}"`
      const headers = {
        'Content-Type': types[extname(file).toLowerCase()] ?? 'application/octet-stream',
        'Cache-Control': path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
        ETag: etag,
      }
      if (c.req.header('If-None-Match') === etag) return new Response(null, { status: 304, headers })
      const body = c.req.method === 'HEAD' ? null : (Readable.toWeb(createReadStream(file)) as ReadableStream)
      return new Response(body, { headers: { ...headers, 'Content-Length': String(facts.size) } })
    }
    const wantsPage = (c.req.header('Accept') ?? '').includes('text/html')
    const looksLikeFile = path.startsWith('/assets/') || /\.[a-z0-9]{1,12}$/i.test(path)
    const answer =
      path === '/' || path === '/index.html' || (wantsPage && !looksLikeFile)
        ? await answerIndex(directory, connectSources)
        : undefined
    return answer ?? next()
  })
}
