import { isIP } from 'node:net'
import { networkInterfaces } from 'node:os'
import { resolve } from 'node:path'
import { ProblemError } from './contract/problem.ts'

export interface Settings {
  host: string
  /** 0 = any free one. */
  port: number
  dataDir: string
  databaseUrl: string | undefined
  objectStoreUrl: string | undefined
  /** Bearer token with administrator rights. */
  token: string | undefined
  /** The origin under which browsers reach the console, where that is not host and port (reverse proxy, Vite in front). */
  publicUrl: string | undefined
}

/** A value of the environment that cannot be used. The sentence names the variable, never a secret's value. */
function unusable(name: string, sentence: string): ProblemError {
  return new ProblemError({
    title: `${name} cannot be used`,
    status: 500,
    code: 'setting-unusable',
    detail: `${name} ${sentence}`,
    parameters: { name },
    retryable: false,
    whoseFault: 'configuration',
  })
}

function readPort(given: string | undefined): number {
  if (given === undefined) return 8787
  const port = /^\d{1,5}$/.test(given) ? Number(given) : Number.NaN
  if (!(port <= 65_535)) throw unusable('PORT', `must be a number from 0 to 65535, and is "${given}".`)
  return port
}

function readHost(given: string | undefined): string {
  if (given === undefined) return '127.0.0.1'
  const host = given.replace(/^\[(.*)\]$/, '$1')
  const isName = /^(?!-)[a-z0-9-]+(\.[a-z0-9-]+)*$/i.test(host) && !/^[\d.]+$/.test(host)
  if (isIP(host) === 0 && !isName) throw unusable('HOST', `must be an address or a host name, and is "${given}".`)
  return host
}

function readPublicUrl(given: string | undefined): string | undefined {
  if (given === undefined) return undefined
  const url = URL.canParse(given) ? new URL(given) : undefined
  const isOrigin =
    url && /^https?:$/.test(url.protocol) && url.pathname === '/' && !url.search && !url.hash && !url.username
  if (!isOrigin) throw unusable('PUBLIC_URL', 'must be an origin such as https://console.example.com, without a path.')
  return url.origin
}

function readDatabaseUrl(given: string | undefined): string | undefined {
  if (given !== undefined && !/^postgres(ql)?:\/\//.test(given)) {
    throw unusable('DATABASE_URL', 'must begin with postgres:// or postgresql://.')
  }
  return given
}

function readToken(given: string | undefined): string | undefined {
  if (given !== undefined && !/^[\x21-\x7e]+$/.test(given)) {
    throw unusable('FIELDPROOF_TOKEN', 'must consist of visible ASCII characters without spaces.')
  }
  return given
}

/**
 * What the environment says; an empty variable is an unset one.
 * @throws {ProblemError} `setting-unusable` with one sentence
 */
export function readSettings(environment: Record<string, string | undefined>): Settings {
  const given = (name: string) => environment[name]?.trim() || undefined
  return {
    host: readHost(given('HOST')),
    port: readPort(given('PORT')),
    dataDir: resolve(given('DATA_DIR') ?? 'data'),
    databaseUrl: readDatabaseUrl(given('DATABASE_URL')),
    objectStoreUrl: given('OBJECT_STORE_URL'),
    token: readToken(given('FIELDPROOF_TOKEN')),
    publicUrl: readPublicUrl(given('PUBLIC_URL')),
  }
}

/** As it stands in a URL: IPv6 in brackets. */
function inUrl(host: string): string {
  return isIP(host) === 6 ? `[${host}]` : host
}

/**
 * The origins under which the console may be called, the one to print first. Where it listens on every address, the machine's own are among
 * them: a Host header that is an address cannot be the work of DNS rebinding, which needs a name.
 */
export function originsOf({ host, publicUrl }: Pick<Settings, 'host' | 'publicUrl'>, port: number): string[] {
  const isWildcard = host === '0.0.0.0' || host === '::'
  const own = isWildcard
    ? Object.values(networkInterfaces()).flatMap((addresses) => (addresses ?? []).map(({ address }) => address))
    : [host]
  const hosts = [...(isWildcard ? [] : own), '127.0.0.1', 'localhost', '::1', ...(isWildcard ? own : [])]
  const origins = hosts
    .map((name) => `http://${inUrl(name)}:${port}`)
    // Scoped link-local addresses (fe80::1%eth0) have no form in a URL.
    .filter((origin) => URL.canParse(origin))
    .map((origin) => new URL(origin).origin)
  return [...new Set([...(publicUrl ? [publicUrl] : []), ...origins])]
}
