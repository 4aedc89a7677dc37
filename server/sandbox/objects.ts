import { createHash } from 'node:crypto'
import type { StandInObjects } from '../providers/stand-in.ts'

interface Kept {
  bytes: Uint8Array
  contentType: string
  etag: string
  at: Date
}

const lifeMs = 60 * 60 * 1000

/** The stand-in buckets: in memory, an hour a object, the oldest go when `mostBytes` are reached. Buckets need not be made first. */
export function createStandInObjects({
  clock,
  mostBytes = 256 * 1024 * 1024,
}: {
  clock: () => Date
  mostBytes?: number
}): StandInObjects {
  // A Map keeps the order of insertion: the first is the oldest.
  const kept = new Map<string, Kept>()
  let total = 0
  const name = (bucket: string, key: string) => `${bucket}\n${key}`

  function drop(id: string): void {
    const object = kept.get(id)
    if (!object) return
    total -= object.bytes.byteLength
    kept.delete(id)
  }

  function sweep(): void {
    const oldest = clock().getTime() - lifeMs
    for (const [id, { at }] of kept) {
      if (at.getTime() >= oldest && total <= mostBytes) return
      drop(id)
    }
  }

  return {
    put(bucket, key, { bytes, contentType }) {
      const id = name(bucket, key)
      drop(id)
      // OSS and COS both answer the MD5 of a simple upload as its ETag.
      const etag = createHash('md5').update(bytes).digest('hex').toUpperCase()
      kept.set(id, { bytes, contentType, etag, at: clock() })
      total += bytes.byteLength
      sweep()
    },
    get(bucket, key) {
      sweep()
      return kept.get(name(bucket, key))
    },
    delete: (bucket, key) => drop(name(bucket, key)),
    list(bucket) {
      sweep()
      const start = name(bucket, '')
      const keys = [...kept.keys()].filter((id) => id.startsWith(start)).map((id) => id.slice(start.length))
      return keys.sort((first, second) => Buffer.compare(Buffer.from(first), Buffer.from(second)))
    },
  }
}
