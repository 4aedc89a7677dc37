/**
 * Whether an answer may name this origin. A pattern is an origin (`https://*.oss-cn-shanghai.aliyuncs.com`) or a host with its port
 * (`*.oss-cn-shanghai.aliyuncs.com`, any scheme); each leading `*.` stands for exactly one host label. Credentials and files go nowhere else.
 */
export function originAllowed(origin: URL, patterns: readonly string[]): boolean {
  if (origin.username !== '' || origin.password !== '') return false
  return patterns.some((pattern) => {
    const [, scheme, stars = '', host] = /^(?:(https?):\/\/)?((?:\*\.)*)([^/*]+)\/?$/i.exec(pattern) ?? []
    if (host === undefined) return false
    if (scheme !== undefined && `${scheme.toLowerCase()}:` !== origin.protocol) return false
    const free = stars.length / 2
    const labels = origin.host.split('.')
    return labels.length > free && labels.slice(free).join('.') === host.toLowerCase()
  })
}
