import { createDocument, postFile, requestGrant } from '../../api/uploads.ts'
import { hashFile } from '../../ui/files/hash-file.ts'

/** Files that became documents while the page is open: another capability reads the same document. */
const known = new WeakMap<File, string>()

/**
 * The document that a file is, brought in where it is not there yet; the same bytes are not stored twice.
 * @param onProgress how much of it is sent, 0..1
 * @throws {ProblemError} what the server says to the file
 */
export async function documentOfFile(
  file: File,
  signal: AbortSignal,
  onProgress: (share: number) => void,
): Promise<string> {
  const before = known.get(file)
  if (before !== undefined) return before
  const sha256 = await hashFile(file, signal)
  const grant = await requestGrant({ name: file.name, bytes: file.size, sha256 }, signal)
  let id = grant.duplicateOf?.id
  if (id === undefined) {
    await postFile(grant, file, signal, onProgress)
    id = (await createDocument({ objectKey: grant.objectKey, name: file.name }, signal)).id
  }
  known.set(file, id)
  return id
}

/** After the document was deleted elsewhere: the file is brought in anew. */
export function forgetDocument(file: File): void {
  known.delete(file)
}
