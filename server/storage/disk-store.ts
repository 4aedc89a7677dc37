import { randomUUID } from 'node:crypto'
import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { acceptPost } from './accept-post.ts'
import { beginObject, moveObject, pathOf, readObject, removeIfOlder } from './object-file.ts'
import { uploadPrefix, type ObjectStore, type PostForm } from './object-store.ts'
import { signedFields, type PostCredentials } from './post-policy.ts'

/** How long a grant is good for; OSS's consoles use the like. */
const grantMs = 10 * 60_000

/** Bound on an upload whose policy names none: nothing that we sign lacks one. */
const hardLimit = 1_000_000_000

export interface DiskStoreOptions {
  /** A folder of the store's own; made when absent. */
  root: string
  bucket: string
  credentials: PostCredentials
  now?: () => Date
}

/** Objects as files in a folder, with the same post policy in front as OSS has. */
export async function openDiskStore({
  root,
  bucket,
  credentials,
  now = () => new Date(),
}: DiskStoreOptions): Promise<ObjectStore> {
  for (const folder of ['tmp', 'uploads', 'kept']) {
    await mkdir(join(root, folder), { recursive: true, mode: 0o700 })
  }

  function grant({ maxBytes }: { maxBytes: number }): PostForm {
    const prefix = `${uploadPrefix}${randomUUID()}/`
    const objectKey = `${prefix}file`
    const expiresAt = new Date(now().getTime() + grantMs).toISOString()
    const policyText = JSON.stringify({
      expiration: expiresAt,
      conditions: [{ bucket }, ['starts-with', '$key', prefix], ['content-length-range', 1, maxBytes]],
    })
    const fields = { key: objectKey, ...signedFields(policyText, credentials), success_action_status: '204' }
    return { url: '/objects/', fields, objectKey, expiresAt }
  }

  return {
    bucket,
    grant,
    acceptPost: (request) =>
      acceptPost(request, {
        bucket,
        credentials,
        now,
        maxBytes: hardLimit,
        begin: (head) => beginObject(root, head),
      }),
    put: async (key, bytes, contentType) => {
      const pending = await beginObject(root, { contentType })
      try {
        await pending.write(bytes)
        await pending.commit(key)
      } catch (error) {
        await pending.abandon()
        throw error
      }
    },
    read: async (key) => {
      const found = await readObject(root, key, { withBytes: true })
      return found && { bytes: found.bytes, contentType: found.contentType, modifiedAt: found.modifiedAt }
    },
    size: async (key) => (await readObject(root, key, { withBytes: false }))?.size ?? null,
    move: (from, to) => moveObject(root, from, to),
    delete: async (...keys) => {
      await Promise.all(keys.map((key) => rm(pathOf(root, key), { force: true })))
    },
    sweep: async (olderThan) => {
      let removed = 0
      for (const folder of ['tmp', 'uploads']) {
        const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true })
        for (const entry of entries) {
          if (entry.isFile() && (await removeIfOlder(join(entry.parentPath, entry.name), olderThan))) removed += 1
        }
      }
      return removed
    },
  }
}
