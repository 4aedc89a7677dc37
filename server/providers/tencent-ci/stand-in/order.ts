import { isRecord, textOf } from '../../values.ts'
import { parseXml } from '../../xml.ts'
import { cardTypes, jobLevels, userDataPattern, type CardType } from '../limits.ts'

/** A job as it was ordered. */
export interface Order {
  object: string
  cardType: CardType
  userData: string | null
  jobLevel: string
  /** Null: `no`, or none given. */
  callback: string | null
  callbackFormat: 'XML' | 'JSON'
}

export type OrderOrFault = Order | { code: 'MalformedXML' | 'InvalidArgument'; message: string }

const invalid = (message: string) => ({ code: 'InvalidArgument', message }) as const

/**
 * The body of POST /jobs, every rule of its table (seed-facts/tencent-ci/capabilities.json, `inputs`).
 * Invention: the words of the refusals; the document has no errors at all.
 */
export function readOrder(body: Uint8Array): OrderOrFault {
  let request: Record<string, unknown>
  try {
    const { root, value } = parseXml(Buffer.from(body).toString())
    if (root !== 'Request' || !isRecord(value)) return { code: 'MalformedXML', message: 'The root must be Request.' }
    request = value
  } catch {
    return { code: 'MalformedXML', message: 'The XML you provided was not well-formed.' }
  }
  const at = (...path: string[]) => {
    let inner: unknown = request
    for (const name of path) inner = isRecord(inner) ? inner[name] : undefined
    return textOf(isRecord(inner) || Array.isArray(inner) ? null : inner)
  }
  if (at('Tag') !== 'ImageLicenseRec') return invalid('Tag must be ImageLicenseRec.')
  const object = at('Input', 'Object')
  if (object === null) return invalid('Input.Object is required.')
  const cardType = cardTypes.find((known) => known === at('Operation', 'ImageLicenseRec', 'CardType'))
  if (!cardType) return invalid('CardType must be IDCard or DriverLicense.')
  const userData = at('Operation', 'UserData')
  if (userData !== null && !new RegExp(userDataPattern).test(userData)) {
    return invalid('UserData must be printable ASCII of at most 1024 characters.')
  }
  const jobLevel = at('Operation', 'JobLevel') ?? '0'
  if (!jobLevels.some((level) => level === jobLevel)) return invalid('JobLevel must be 0, 1 or 2.')
  const format = at('CallBackFormat') ?? 'XML'
  if (format !== 'XML' && format !== 'JSON') return invalid('CallBackFormat must be JSON or XML.')
  const type = at('CallBackType') ?? 'URL'
  if (type !== 'URL' && type !== 'TDMQ') return invalid('CallBackType must be URL or TDMQ.')
  const isQueue = type === 'TDMQ'
  if (isQueue && !isRecord(request['CallBackMqConfig'])) return invalid('CallBackMqConfig is required with TDMQ.')
  const callback = at('CallBack')
  const isOff = callback === null || callback === 'no' || isQueue
  if (!isOff && !URL.canParse(callback)) return invalid('CallBack must be a URL or no.')
  return { object, cardType, userData, jobLevel, callback: isOff ? null : callback, callbackFormat: format }
}
