/**
 * A `multipart/form-data` body in the order that OSS wants: the fields as given, then the file, last and under the name `file` (PROTOCOLS.md
 * section 3). Values are sent as they are: a policy that is written again would carry another signature.
 */
export function postForm(
  fields: readonly (readonly [name: string, value: string])[],
  file: { name: string; contentType: string; bytes: Uint8Array },
  boundary: string,
): { contentType: string; body: Uint8Array } {
  const parts = fields.map(
    ([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  )
  const head =
    `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${file.name}"\r\n` +
    `Content-Type: ${file.contentType}\r\n\r\n`
  const body = Buffer.concat([
    Buffer.from(parts.join('') + head, 'utf8'),
    file.bytes,
    Buffer.from(`\r\n--${boundary}--\r\n`, 'utf8'),
  ])
  return { contentType: `multipart/form-data; boundary=${boundary}`, body }
}

/** What stands for such a body in a record: the fields, and of the file only its size. */
export function postFormShown(
  fields: readonly (readonly [name: string, value: string])[],
  file: { contentType: string; bytes: Uint8Array },
): string {
  const lines = fields.map(([name, value]) => `${name}: ${value}`)
  return [...lines, `file: (${file.contentType}, ${file.bytes.byteLength} bytes)`].join('\n')
}
