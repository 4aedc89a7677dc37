import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Busboy } from '@fastify/busboy'

export interface UploadForm {
  /** Fields that came before the file, in order. */
  fields: [name: string, value: string][]
  file: { name: string; bytes: Buffer } | null
}

const limits = { fieldNameSize: 200, fieldSize: 65_536, fields: 100, parts: 120, headerPairs: 50 }

/** What the parser counts by, not what the store allows: policies do that. */
const isFile = (name: string | undefined, fileName: string | undefined) =>
  fileName !== undefined || name?.toLowerCase() === 'file'

/**
 * A `multipart/form-data` body (RFC 7578). Fields behind the file are left out, as OSS leaves them (PROTOCOLS.md section 3: the file must be last).
 * @returns null for a body that is none
 */
export async function parseForm(contentType: string, body: Uint8Array): Promise<UploadForm | null> {
  if (!/^multipart\/form-data\s*;.*boundary=/i.test(contentType)) return null
  const form: UploadForm = { fields: [], file: null }
  const files: Promise<void>[] = []
  let complete = true
  try {
    const parser = new Busboy({
      headers: { 'content-type': contentType },
      limits,
      isPartAFile: (name, _type, fileName) => isFile(name, fileName),
    })
    parser.on('field', (name, value, nameCut, valueCut) => {
      if (nameCut || valueCut) complete = false
      if (files.length === 0) form.fields.push([name, value])
    })
    parser.on('fieldsLimit', () => (complete = false))
    parser.on('partsLimit', () => (complete = false))
    parser.on('file', (name, stream, fileName) => {
      if (files.length > 0 || name.toLowerCase() !== 'file') return void stream.resume()
      const collect = async () => {
        const chunks: Buffer[] = []
        for await (const chunk of stream as AsyncIterable<Buffer>) chunks.push(chunk)
        form.file = { name: fileName ?? '', bytes: Buffer.concat(chunks) }
      }
      files.push(
        collect().catch(() => {
          complete = false
        }),
      )
    })
    await pipeline(Readable.from([body]), parser)
    await Promise.all(files)
  } catch {
    return null
  }
  return complete ? form : null
}
