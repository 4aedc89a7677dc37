import { join } from 'node:path'
import { ProblemError } from '../contract/problem.ts'
import { openDiskStore } from './disk-store.ts'
import type { ObjectStore } from './object-store.ts'
import { storeSecret } from './secret.ts'

export { uploadPrefix, type ObjectStore } from './object-store.ts'

/** The bucket's name and the key id are public parts of every form; only the secret is one. */
const bucket = 'fieldproof'
const accessKeyId = 'FIELDPROOFSTORE'

/**
 * Opens the store that OBJECT_STORE_URL names: nothing = disk, in DATA_DIR/objects.
 * @param options.secret signs the upload policies; made and kept in DATA_DIR when absent
 * @throws {ProblemError} `object-store-not-supported`
 */
export async function openObjectStore({
  url,
  dataDir,
  secret,
  now,
}: {
  url?: string | undefined
  dataDir: string
  secret?: string | undefined
  now?: () => Date
}): Promise<ObjectStore> {
  if (url) {
    // The URL may hold a key: only its scheme is repeated.
    const scheme = /^[a-z][a-z0-9+.-]*(?=:)/i.exec(url)?.[0] ?? 'unknown'
    throw new ProblemError({
      title: 'This kind of object store is not supported',
      status: 500,
      code: 'object-store-not-supported',
      detail: `OBJECT_STORE_URL names a store of the kind "${scheme}"; this version keeps objects on disk only.`,
      action: 'Unset OBJECT_STORE_URL: objects are then kept in DATA_DIR/objects.',
      parameters: { scheme },
      retryable: false,
      whoseFault: 'configuration',
    })
  }
  const accessKeySecret = secret ?? (await storeSecret(dataDir))
  const root = join(dataDir, 'objects')
  return openDiskStore({ root, bucket, credentials: { accessKeyId, accessKeySecret }, ...(now && { now }) })
}
