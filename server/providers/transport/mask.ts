/** Replaces everything that nobody may see. */
export type Mask = (text: string) => string

export interface Masked {
  /** Secret keys, passwords: nothing of them stays. */
  secrets: readonly string[]
  /** Access key ids, app keys: their last four characters stay. */
  identifiers: readonly string[]
  /** Signatures, tokens, policies: their first four characters stay. */
  sensitive: readonly string[]
}

// A Base64 form shorter than this is found in any text.
const leastBase64 = 8

function percentEncoded(value: string): string {
  // RFC 3986 leaves fewer characters alone than encodeURIComponent does.
  return encodeURIComponent(value).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
}

function isWellFormed(value: string): boolean {
  return !/\p{Surrogate}/u.test(value)
}

/**
 * How a value looks inside Base64 of a text that it is part of: at three distances from the start of a group of three bytes, without the
 * characters that its neighbours have a share in.
 */
function base64Forms(value: string): string[] {
  const bytes = Buffer.from(value)
  const forms = [0, 1, 2].map((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replace(/=+$/, '')
    const whole = Math.floor(((before + bytes.length) * 8) / 6)
    return text.slice(Math.ceil((before * 8) / 6), whole)
  })
  return forms
    .filter((form) => form.length >= leastBase64)
    .flatMap((form) => [form, form.replaceAll('+', '-').replaceAll('/', '_')])
}

/** Every form in which a value may stand in a URL, a form, a JSON or an XML. */
function formsOf(value: string): string[] {
  const json = JSON.stringify(value).slice(1, -1)
  const xml = value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  const plain = [value, json, json.replaceAll('/', '\\/'), xml, xml.replaceAll('"', '&quot;')]
  if (!isWellFormed(value)) return plain
  const once = [percentEncoded(value), encodeURIComponent(value), encodeURI(value)]
  const forms = once.map((form) => form.replaceAll('%20', '+'))
  // The string to sign of Aliyun's RPC style holds them escaped twice.
  const twice = once.map(percentEncoded)
  return [...plain, ...[...once, ...forms, ...twice].flatMap((form) => [form, lowerHex(form)])]
}

function lowerHex(encoded: string): string {
  return encoded.replace(/%[0-9A-F]{2}/g, (escape) => escape.toLowerCase())
}

function ending(value: string): string {
  return `••••${value.length >= 8 ? value.slice(-4) : ''}`
}

function beginning(value: string): string {
  return `${value.length >= 8 ? value.slice(0, 4) : ''}…`
}

function escapeForPattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
}

/** Names under which answers hand out what lets others act in our name, though nobody told us the value beforehand. */
const handedOut =
  'AccessKeySecret|Secret(?:Access)?Key|SecurityToken|Security-Token|EncodedPolicy|Policy|Signature|Authorization|Password|Passwd|X-Auth-Token|X-Subject-Token|X-Cos-Security-Token'
const inJson = new RegExp(`("(?:${handedOut})"\\s*:\\s*")((?:[^"\\\\]|\\\\.){5,})(?=")`, 'gi')
const inXml = new RegExp(`(<(?:${handedOut})>)([^<]{5,})(?=</)`, 'gi')
const inQuery =
  /([?&](?:Signature|SecurityToken|security-token|q-signature|x-cos-security-token|Policy)=)([^&\s"<]{5,})/gi
const inAuthorization = /((?:^|[\s,;:&])(?:Signature|q-signature)=)([A-Za-z0-9+/=_%-]{9,})/gi

function maskByName(text: string): string {
  const shorten = (_: string, name: string, value: string): string =>
    `${name}${value.includes('•') || value.includes('…') ? value : beginning(value)}`
  return text
    .replace(inJson, shorten)
    .replace(inXml, shorten)
    .replace(inQuery, shorten)
    .replace(inAuthorization, shorten)
}

/** Makes the mask of one call. Longer values go first, so that a token that holds a key id is masked as a token. */
export function createMask({ secrets, identifiers, sensitive }: Masked): Mask {
  const replacements = new Map<string, string>()
  const add = (values: readonly string[], replacement: (value: string) => string, inBase64: string): void => {
    for (const value of values) {
      if (value === '') continue
      for (const form of formsOf(value)) if (!replacements.has(form)) replacements.set(form, replacement(value))
      for (const form of base64Forms(value)) if (!replacements.has(form)) replacements.set(form, inBase64)
    }
  }
  add(secrets, () => '•••', '•••')
  add(sensitive, beginning, '…')
  add(identifiers, ending, '••••')
  if (replacements.size === 0) return maskByName
  const pattern = new RegExp(
    [...replacements.keys()]
      .toSorted((first, second) => second.length - first.length)
      .map(escapeForPattern)
      .join('|'),
    'g',
  )
  return (text) => maskByName(text.replace(pattern, (found) => replacements.get(found)!))
}

/** Headers whose whole value lets others act in our name. */
const secretHeaders = new Set(['cookie', 'set-cookie', 'x-auth-token', 'x-subject-token', 'proxy-authorization'])

/** The value of a header, masked; of those that hold nothing but a token, the beginning. */
export function maskHeader(mask: Mask, name: string, value: string): string {
  const masked = mask(value)
  const isWhole = secretHeaders.has(name.toLowerCase()) || /security-token$/i.test(name)
  return isWhole && masked === value ? beginning(value) : masked
}

const keyInAddress = /((?:[?&]|\\u0026|&amp;)(?:OSSAccessKeyId|q-ak)=)([^&\s"<\\]+)/gi
const signatureInAddress =
  /((?:[?&]|\\u0026|&amp;)(?:Signature|security-token|q-signature|x-cos-security-token)=)([^&\s"<\\]+)/gi

/**
 * An answer as people may see it: recognisers quote the signed address of the picture that they were given, with which anybody could fetch it for as long
 * as it holds. Everything else stays as it came.
 */
export function maskAddresses(text: string): string {
  return text
    .replace(keyInAddress, (_, name: string, value: string) => `${name}${ending(value)}`)
    .replace(signatureInAddress, (_, name: string, value: string) => `${name}${beginning(value)}`)
}
