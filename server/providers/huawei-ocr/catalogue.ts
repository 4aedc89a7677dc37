import type { Capability, Label, Parameter } from '../../contract/provider.ts'
import { limitsOf, type Operation } from './limits.ts'

export const label: Label = { en: 'Huawei / G42 OCR', zh: '华为云文字识别（G42）' }

/** Ours: exactly one of `image` and `url` may be in the body, and this says which. */
const transport: Parameter = {
  name: 'transport',
  type: 'enum',
  required: false,
  values: ['image', 'url'],
  valueLabels: {
    image: { en: 'The picture itself, in Base64', zh: '图片内容（Base64）' },
    url: { en: 'The address that the picture came from', zh: '图片来源地址' },
  },
  default: 'image',
  label: { en: 'How the picture is sent', zh: '图片传送方式' },
  description: {
    en: 'With the address, the cloud fetches the picture itself; it must be reachable from there. Needs a document that was given as an address.',
    zh: '使用地址时由云端自行下载图片，地址须可从云端访问。仅适用于以地址提交的文件。',
  },
}

const side: Parameter = {
  name: 'side',
  type: 'enum',
  required: false,
  values: ['front', 'back'],
  valueLabels: { front: { en: 'Front', zh: '正面' }, back: { en: 'Back', zh: '背面' } },
  label: { en: 'Side', zh: '正反面' },
  description: {
    en: 'Side of the card. Left out, the cloud finds out by itself; given, it reads more accurately.',
    zh: '身份证的正面或背面。不填则自动判断；指定后识别更准确。',
  },
}

/** Source: seed-facts/huawei-ocr/capabilities.json. */
export const capabilities: readonly Capability[] = [
  {
    id: 'huawei.ocr.passport',
    label: { en: 'Passport recognition', zh: '护照识别' },
    description: { en: 'Reads the main page of a passport.', zh: '识别护照首页的文字信息。' },
    kinds: ['passport'],
    parameters: [transport],
    limits: limitsOf.passport,
    asynchronous: false,
  },
  {
    id: 'huawei.ocr.emirates-id-card',
    label: { en: 'Emirates ID card recognition', zh: '阿联酋身份证识别' },
    description: {
      en: 'Reads the front or the back of an Emirates ID card.',
      zh: '识别阿联酋身份证正面或背面的文字信息。',
    },
    kinds: ['emirates-id-front', 'emirates-id-back'],
    kindsByParameter: [
      { name: 'side', value: 'front', kind: 'emirates-id-front' },
      { name: 'side', value: 'back', kind: 'emirates-id-back' },
    ],
    parameters: [side, transport],
    limits: limitsOf['emirates-id-card'],
    asynchronous: false,
  },
  {
    id: 'huawei.ocr.bankcard',
    label: { en: 'UAE bank card recognition', zh: '阿联酋银行卡识别' },
    description: { en: 'Reads a bank card issued in the UAE.', zh: '识别阿联酋银行卡上的文字信息。' },
    kinds: ['bank-card'],
    parameters: [transport],
    limits: limitsOf.bankcard,
    asynchronous: false,
  },
]

const operations: Record<string, Operation> = {
  'huawei.ocr.passport': 'passport',
  'huawei.ocr.emirates-id-card': 'emirates-id-card',
  'huawei.ocr.bankcard': 'bankcard',
}

/** Last part of a capability's path; undefined for an id that this provider does not have. */
export function operationOf(capabilityId: string): Operation | undefined {
  return operations[capabilityId]
}
