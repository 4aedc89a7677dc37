import { sandboxIdentity } from '../stand-in.ts'
import type { OssPlace } from './verify.ts'

/** The one bucket of the stand-in. */
export const ossBucket = sandboxIdentity.ossBucket

function decodePath(path: string): string | null {
  try {
    return decodeURIComponent(path)
  } catch {
    return null
  }
}

/**
 * Which objects a request may mean: the bucket is the host's first label, or first in the path, or implied by the host as with a CNAME (DESIGN.md,
 * "Fixed from outside"). Where the last two cannot be told apart both are given, and the signature, which covers the bucket, decides.
 * @returns [] for a path whose escapes are broken
 */
export function placesOf(target: string, host: string): OssPlace[] {
  const path = target.split('?', 1)[0]!.replace(/^\/+/, '')
  const key = decodePath(path)
  if (key === null) return []
  const implied = { bucket: ossBucket, key }
  // Of the bare root either the bucket or the account is asked.
  if (key === '' && !host.toLowerCase().startsWith(`${ossBucket}.`)) return [{ bucket: '', key }, implied]
  // ali-oss with an IP address as its endpoint sends the host that it would have had: fieldproof.oss-cn-hangzhou.aliyuncs.com.
  if (host.toLowerCase().startsWith(`${ossBucket}.`)) return [implied]
  if (key === ossBucket) return [{ bucket: ossBucket, key: '' }, implied]
  if (key.startsWith(`${ossBucket}/`)) return [{ bucket: ossBucket, key: key.slice(ossBucket.length + 1) }, implied]
  return [implied]
}
