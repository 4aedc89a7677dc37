/**
 * Whether an answer may name this origin. A pattern is an origin (`https://*.oss-cn-shanghai.aliyuncs.com`) or a host with its port
 * (`*.oss-cn-shanghai.aliyuncs.com`, any scheme); a leading `*.` stands for exactly one host label. Credentials and files go nowhere else.
 */
export function originAllowed(origin: URL, patterns: readonly string[]): boolean {
  if (origin.username !== '' || origin.password !== '') return false
  return patterns.some((pattern) => {
    const [, scheme, host] = /^(?:(https?):\/\/)?([^/]+)\/?$/i.exec(pattern) ?? []
    if (host === undefined) return false
    if (scheme !== undefined && `${scheme.toLowerCase()}:` !== origin.protocol) return false
    if (!host.startsWith('*.')) return host.toLowerCase() === origin.host
    const dot = origin.host.indexOf('.')
    return dot > 0 && origin.host.slice(dot + 1) === host.slice(2).toLowerCase()
  })
}
