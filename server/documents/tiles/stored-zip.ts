const endSignature = 0x06054b50
const entrySignature = 0x02014b50
const localSignature = 0x04034b50
const endLength = 22
const entryLength = 46
const localLength = 30

/**
 * The files of a ZIP archive that stores without compressing, by their names, as views into it (APPNOTE.TXT 6.3.10, sections 4.3.7,
 * 4.3.12 and 4.3.16). Only archives that we wrote ourselves are read: without a comment, below 4 GB.
 */
export function filesOfZip(archive: Uint8Array<ArrayBuffer>): Map<string, Uint8Array<ArrayBuffer>> {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength)
  const end = archive.length - endLength
  if (end < 0 || view.getUint32(end, true) !== endSignature) throw new Error('not a stored ZIP archive')
  const files = new Map<string, Uint8Array<ArrayBuffer>>()
  let at = view.getUint32(end + 16, true)
  for (let left = view.getUint16(end + 10, true); left > 0; left -= 1) {
    if (view.getUint32(at, true) !== entrySignature) throw new Error('not a stored ZIP archive')
    const size = view.getUint32(at + 20, true)
    const nameLength = view.getUint16(at + 28, true)
    const local = view.getUint32(at + 42, true)
    if (view.getUint16(at + 10, true) !== 0 || view.getUint32(local, true) !== localSignature) {
      throw new Error('not a stored ZIP archive')
    }
    const start = local + localLength + view.getUint16(local + 26, true) + view.getUint16(local + 28, true)
    const name = new TextDecoder().decode(archive.subarray(at + entryLength, at + entryLength + nameLength))
    files.set(name, archive.subarray(start, start + size))
    at += entryLength + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return files
}
