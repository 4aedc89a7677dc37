import { existsSync } from 'node:fs'
import { isIP } from 'node:net'
import { networkInterfaces } from 'node:os'
import { join, resolve } from 'node:path'
import { readKeysFile, unusable } from './cloud-keys.ts'
import { readCloudSettings, type CloudSettings } from './cloud-settings.ts'

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
  /** Where the stand-ins of the clouds listen, on loopback. `fixed` is one that was asked for: no other will do. Null = none. */
  sandbox: { port: number; fixed: boolean } | null
  clouds: CloudSettings
}

function readPort(name: string, given: string | undefined, usual: number): number {
  if (given === undefined) return usual
  const port = /^\d{1,5}$/.test(given) ? Number(given) : Number.NaN
  if (!(port <= 65_535)) throw unusable(name, `must be a number from 0 to 65535, and is "${given}".`)
  return port
}

function readSandbox(given: string | undefined): Settings['sandbox'] {
  if (given?.toLowerCase() === 'off') return null
  return { port: readPort('SANDBOX_PORT', given, 8788), fixed: given !== undefined }
}

/** The keys of the clouds may stand in a file of their own; what stands in the environment outranks it. */
function keysOf(given: (name: string) => string | undefined, dataDir: string): (name: string) => string | undefined {
  const usual = join(dataDir, 'cloud-keys.env')
  const path = given('CLOUD_KEYS_FILE') ?? (existsSync(usual) ? usual : undefined)
  const file = path === undefined ? {} : readKeysFile(path)
  return (name) => given(name) ?? file[name]?.trim()
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
  const dataDir = resolve(given('DATA_DIR') ?? 'data')
  return {
    host: readHost(given('HOST')),
    port: readPort('PORT', given('PORT'), 8787),
    dataDir,
    databaseUrl: readDatabaseUrl(given('DATABASE_URL')),
    objectStoreUrl: given('OBJECT_STORE_URL'),
    token: readToken(given('FIELDPROOF_TOKEN')),
    publicUrl: readPublicUrl(given('PUBLIC_URL')),
    sandbox: readSandbox(given('SANDBOX_PORT')),
    clouds: readCloudSettings(keysOf(given, dataDir)),
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
