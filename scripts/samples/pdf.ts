/** A page of a PDF: a JPEG picture that fills it. */
export interface PdfPage {
  jpeg: Buffer
  /** Pixels of the picture. */
  width: number
  height: number
  grey: boolean
}

/** PDF points of an A4 page's width. */
const pageWidth = 595

/** A PDF 1.4 file (ISO 32000-1) with one picture a page (DCTDecode), its objects in order and a cross-reference table. */
export function writePdf(pages: readonly PdfPage[]): Buffer {
  const objects: Buffer[] = []
  const add = (...parts: (string | Buffer)[]) => {
    objects.push(Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part))))
    return objects.length
  }
  add('<< /Type /Catalog /Pages 2 0 R >>')
  const kids = pages.map((_, index) => `${3 + index * 3} 0 R`).join(' ')
  add(`<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`)
  for (const [index, { jpeg, width, height, grey }] of pages.entries()) {
    const pageHeight = Math.round((pageWidth * height) / width)
    const own = 3 + index * 3
    const content = `q ${pageWidth} 0 0 ${pageHeight} 0 0 cm /Picture Do Q`
    add(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${pageWidth} ${pageHeight}] `,
      `/Resources << /XObject << /Picture ${own + 2} 0 R >> >> /Contents ${own + 1} 0 R >>`,
    )
    add(`<< /Length ${content.length} >>\nstream\n${content}\nendstream`)
    add(
      `<< /Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /Device${grey ? 'Gray' : 'RGB'} `,
      `/BitsPerComponent 8 /Filter /DCTDecode /Length ${jpeg.length} >>\nstream\n`,
      jpeg,
      '\nendstream',
    )
  }
  const head = Buffer.from('%PDF-1.4\n%\xe2\xe3\xcf\xd3\n', 'latin1')
  const parts: Buffer[] = [head]
  const offsets: number[] = []
  let offset = head.length
  for (const [index, object] of objects.entries()) {
    const part = Buffer.concat([
      Buffer.from(`${index + 1} 0 obj\n`, 'latin1'),
      object,
      Buffer.from('\nendobj\n', 'latin1'),
    ])
    offsets.push(offset)
    parts.push(part)
    offset += part.length
  }
  const entries = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${entries}`
  const trailer = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${offset}\n%%EOF\n`
  return Buffer.concat([...parts, Buffer.from(table + trailer, 'latin1')])
}
