import type { StandInAnswer, StandInRequest } from '../providers/stand-in.ts'

/** Names that nobody can point at this machine but this machine itself and the clouds: a web page's own name (DNS rebinding) is none of them. */
const hosts =
  /^(?:localhost|[\w-]+(?:\.[\w-]+)*\.localhost|127(?:\.\d{1,3}){3}|\[::1\]|(?:[\w-]+\.)+(?:aliyuncs\.com|ctyun\.cn|g42cloud\.com|myhuaweicloud\.com|myqcloud\.com))(?::\d{1,5})?$/i

function refusal(message: string): StandInAnswer {
  return { status: 403, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: `${message}\n` }
}

/**
 * The identities of the stand-ins are public, and documents lie in their buckets for an hour: a page on the web must not reach them. Programs send
 * no Origin; of browsers only the console's own page may come.
 * @param origins of the console; undefined = any, for tests
 */
export function refuseWeb(
  { headers }: Pick<StandInRequest, 'headers'>,
  origins: readonly string[] | undefined,
): StandInAnswer | null {
  if (!hosts.test(headers['host'] ?? '')) return refusal('The sandbox is not called by this name.')
  const { origin } = headers
  if (origins === undefined) return null
  if (origin !== undefined && !origins.includes(origin))
    return refusal('A page of another origin may not use the sandbox.')
  const isForeign = headers['sec-fetch-site'] === 'cross-site' || headers['sec-fetch-site'] === 'same-site'
  return origin === undefined && isForeign ? refusal('Another site may not use the sandbox.') : null
}
