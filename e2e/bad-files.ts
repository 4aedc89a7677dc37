import { makePdf } from '../server/documents/intake/test-files.ts'

/** A file as it is dropped; `size` makes it so large by zeros after its bytes. */
interface BadFile {
  name: string
  type: string
  bytes: Buffer
  size?: number
}

/** A PNG of a few bytes whose header claims a picture of this many pixels. */
function pngThatClaims(width: number, height: number): Buffer {
  const bytes = Buffer.alloc(64)
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]).copy(bytes)
  bytes.writeUInt32BE(13, 8)
  bytes.write('IHDR', 12, 'latin1')
  bytes.writeUInt32BE(width, 16)
  bytes.writeUInt32BE(height, 20)
  // Eight bits, RGB.
  bytes.set([8, 2, 0, 0, 0], 24)
  return bytes
}

/** ISO 32000-1, 7.6.3: the standard handler, with password entries that no empty password opens. */
function encryptedPdf(): Buffer {
  const entry = (byte: string) => `<${byte.repeat(32)}>`
  const encrypt = `/Encrypt << /Filter /Standard /V 1 /R 2 /P -44 /O ${entry('a7')} /U ${entry('3c')} >>`
  return makePdf([{}], `${encrypt} /ID [<0123456789abcdef> <0123456789abcdef>]`)
}

const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="800" height="500"><script>alert(1)</script></svg>'
const html = '<!doctype html><title>Card</title><img src="http://example.invalid/x.png">'

/** What a file gets: `held` is refused before anything of it is sent, `failed` by the server, which alone can open it. */
export interface Expected {
  file: BadFile
  stage: 'held' | 'failed'
  words: RegExp
}

/** A bad file of every sort that the issue names, made from one good picture, each with the words that a reviewer gets for it. */
export function badFiles(picture: Buffer): Expected[] {
  const jpeg = { type: 'image/jpeg' }
  return [
    {
      file: { ...jpeg, name: 'half.jpg', bytes: picture.subarray(0, picture.length / 2) },
      stage: 'failed',
      words: /The picture is cut off.*photograph the document anew/,
    },
    {
      file: { type: 'image/png', name: 'bomb.png', bytes: pngThatClaims(60_000, 60_000) },
      stage: 'held',
      words: /too many pixels: 60,000 × 60,000.*Up to 120,000,000 pixels/,
    },
    {
      file: { ...jpeg, name: 'drawing.jpg', bytes: Buffer.from(svg) },
      stage: 'held',
      words: /This is no picture or PDF.*whatever its name says/,
    },
    {
      file: { ...jpeg, name: 'page.jpg', bytes: Buffer.from(html) },
      stage: 'held',
      words: /This is no picture or PDF.*whatever its name says/,
    },
    { file: { ...jpeg, name: 'nothing.jpg', bytes: Buffer.alloc(0) }, stage: 'held', words: /The file is empty/ },
    {
      file: { type: 'application/pdf', name: 'secret.pdf', bytes: encryptedPdf() },
      stage: 'failed',
      words: /The PDF is protected by a password.*without one/,
    },
    {
      file: { type: 'application/pdf', name: 'long.pdf', bytes: makePdf(Array.from({ length: 300 }, () => ({}))) },
      stage: 'failed',
      words: /Too many pages: 300.*Up to 50 pages/,
    },
    {
      file: { ...jpeg, name: 'huge.jpg', bytes: picture, size: 51_000_000 },
      stage: 'held',
      words: /too large: 51 MB.*up to 50 MB/,
    },
  ]
}
