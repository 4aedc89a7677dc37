import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { StandInRequest } from '../../stand-in.ts'
import type { GatewayCode } from './codes.ts'

export type Signed = Pick<StandInRequest, 'target' | 'headers' | 'body'>

export interface Credentials {
  accessKey: string
  securityKey: string
}

export interface Refused {
  code: GatewayCode
  details: string
}

/**
 * `<ak> Headers=<names;...> Signature=<b64>`; the text has `headers=`, its sample `Headers=`, other manuals `Header=`: all three are taken
 * (PROTOCOLS.md, 6.1).
 */
const authorizationForm = /^(\S+) [Hh]eaders?=([^\s=]+) Signature=([A-Za-z0-9+/]+={0,2})$/

// Invention: no tolerance is documented. Fifteen minutes, as most of the other clouds have it; a stale date is a wrong signature (10020).
export const allowedSkewMs = 15 * 60 * 1000

// Invention: whether the Z of eop-date is UTC or Beijing's clock is open, so both readings are taken.
const readingsMinutes = [0, 480]

const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()

const order = (first: string, second: string) => Buffer.from(first).compare(Buffer.from(second))

/** Milliseconds of an eop-date read as UTC, or null where it is none. */
function instantOf(date: string): number | null {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(date)?.slice(1)
  if (!parts) return null
  const [year, month, day, hour, minute, second] = parts
  const instant = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
  return Number.isNaN(instant) ? null : instant
}

function isTimely(date: string, now: Date): boolean {
  const instant = instantOf(date)
  if (instant === null) return false
  return readingsMinutes.some((minutes) => Math.abs(instant - minutes * 60_000 - now.getTime()) <= allowedSkewMs)
}

/** What a client must have signed, from the request as it came; null when a header of the list is not in the request. */
export function expectedText({ target, headers, body }: Signed, names: readonly string[]): string | null {
  const lines: string[] = []
  for (const name of [...names].sort(order)) {
    const value = headers[name.toLowerCase()]
    if (value === undefined) return null
    lines.push(`${name}:${value}`)
  }
  const mark = target.indexOf('?')
  const pairs = mark < 0 ? [] : target.slice(mark + 1).split('&')
  const digest = createHash('sha256').update(body).digest('hex')
  return [...lines, '', [...pairs].sort(order).join('&'), digest].join('\n')
}

/**
 * Checks an EOP signature from the request as it came: null when it is right. The key chain starts anew from the secret.
 * @param now the stand-in's clock, against which eop-date is held
 */
export function verifyEop(request: Signed, { accessKey, securityKey }: Credentials, now: Date): Refused | null {
  const refuse = (details: string): Refused => ({ code: 'badSignature', details })
  const [, ak, list, signature] = authorizationForm.exec(request.headers['eop-authorization'] ?? '') ?? []
  if (ak === undefined || list === undefined || signature === undefined) {
    return refuse('签名错误：Eop-Authorization 缺失或格式不正确')
  }
  if (ak !== accessKey) return { code: 'unknownAccessKey', details: '生成签名时官网 ak 信息错误' }
  const names = list.split(';')
  const lowered = names.map((name) => name.toLowerCase())
  if (!lowered.includes('ctyun-eop-request-id') || !lowered.includes('eop-date')) {
    return refuse('签名错误：ctyun-eop-request-id 与 eop-date 必须参与签名')
  }
  const text = expectedText(request, names)
  if (text === null) return refuse('签名错误：参与签名的请求头不存在')
  const date = request.headers['eop-date']!
  const key = hmac(hmac(hmac(securityKey, date), accessKey), date.slice(0, 8))
  // As texts: Base64 without its padding is another text, and no client of the document sends it.
  const expected = Buffer.from(hmac(key, text).toString('base64'))
  const given = Buffer.from(signature)
  if (given.byteLength !== expected.byteLength || !timingSafeEqual(given, expected)) return refuse('签名错误')
  return isTimely(date, now) ? null : refuse('签名错误：eop-date 与服务器时间相差超过 15 分钟')
}
