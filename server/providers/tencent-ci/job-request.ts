import type { CardType } from './limits.ts'

export interface JobOrder {
  /** Key of the object in the bucket. */
  object: string
  cardType: CardType
  userData?: string | undefined
  jobLevel?: string | undefined
  /** Null: none, and none of the queue's either. */
  callback: { url: string; format: string } | null
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' }

/** A value inside an element. Signs that XML 1.0 cannot hold at all (section 2.2) are left out. */
export function xmlText(value: string): string {
  return value
    .replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '')
    .replace(/[&<>"']/g, (sign) => entities[sign]!)
}

const element = (name: string, content: string) => `<${name}>${content}</${name}>`

/** The body of POST /jobs (seed-facts/tencent-ci/examples/image-license-rec.request.xml), in the element order of the example. */
export function jobXml({ object, cardType, userData, jobLevel, callback }: JobOrder): string {
  const operation = [
    element('ImageLicenseRec', element('CardType', xmlText(cardType))),
    userData === undefined ? '' : element('UserData', xmlText(userData)),
    jobLevel === undefined ? '' : element('JobLevel', xmlText(jobLevel)),
  ]
  const request = [
    element('Tag', 'ImageLicenseRec'),
    element('Input', element('Object', xmlText(object))),
    element('Operation', operation.join('')),
    element('CallBack', callback === null ? 'no' : xmlText(callback.url)),
    callback === null ? '' : element('CallBackFormat', xmlText(callback.format)),
  ]
  return `<?xml version="1.0" encoding="UTF-8"?>${element('Request', request.join(''))}`
}
