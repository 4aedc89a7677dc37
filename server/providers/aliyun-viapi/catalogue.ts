import type { Capability, Label, Parameter } from '../../contract/provider.ts'
import { limits, type CapabilityId } from './limits.ts'
import {
  cardSide,
  characterParameters,
  documentParameters,
  invoiceParameters,
  licenceSide,
  tableParameters,
} from './parameters.ts'

/** How the file travels: one address a page, one address of the whole file, or up to ten addresses a call. */
export interface Way {
  /** Name of the parameter that holds the address; `Tasks.N.ImageURL` for lists. */
  file: 'ImageURL' | 'FileURL' | 'VideoURL' | 'Tasks.N.ImageURL'
  takes: 'page' | 'whole-file' | 'pages'
}

interface Entry extends Way {
  capability: Capability
}

const everyPage: Way = { file: 'ImageURL', takes: 'page' }

function entry(
  id: CapabilityId,
  [en, zh]: readonly [en: string, zh: string],
  kinds: readonly [string, ...string[]],
  {
    parameters = [],
    asynchronous = false,
    description,
    ...way
  }: Partial<Way> & { parameters?: Parameter[]; asynchronous?: boolean; description?: Label } = {},
): Entry {
  const sided = parameters.some(({ name }) => name === 'Side')
  return {
    ...everyPage,
    ...way,
    capability: {
      id,
      label: { en, zh },
      ...(description && { description }),
      kinds: [...kinds],
      ...(sided && {
        kindsByParameter: ['face', 'back'].map((value, index) => ({ name: 'Side', value, kind: kinds[index]! })),
      }),
      parameters,
      limits: limits[id],
      asynchronous,
    },
  }
}

/** The 26 recognisers of S4, in the document's order (PROTOCOLS.md 1.1, seed-facts/aliyun-viapi/capabilities.json). */
const entries: readonly Entry[] = [
  entry('RecognizeIdentityCard', ['Chinese resident ID card', '身份证识别'], ['id-card-front', 'id-card-back'], {
    parameters: cardSide,
  }),
  entry('RecognizeAccountPage', ['Household register page', '户口页识别'], ['household-register']),
  entry('RecognizeBankCard', ['Bank card', '银行卡识别'], ['bank-card']),
  entry('RecognizeBusinessCard', ['Business card', '名片识别'], ['business-card'], {
    description: {
      en: 'The card should be complete, upright and fill at least 60 percent of the picture.',
      zh: '名片应完整、正向，且占图片面积的 60% 以上。',
    },
  }),
  entry('RecognizeQrCode', ['QR code', '二维码识别'], ['qr-code'], {
    file: 'Tasks.N.ImageURL',
    takes: 'pages',
    description: {
      en: 'Up to ten pages go in one call; at least 256 by 256 pixels are recommended.',
      zh: '每次调用最多十页；建议图片不小于 256×256 像素。',
    },
  }),
  entry('RecognizeChinapassport', ['Chinese passport', '中国护照识别'], ['passport-cn']),
  entry('RecognizePassportMRZ', ['Passport MRZ', '护照MRZ码识别'], ['passport-mrz']),
  entry('RecognizeBusinessLicense', ['Business licence', '营业执照识别'], ['business-licence']),
  entry('RecognizeStamp', ['Official stamp', '公章识别'], ['stamp']),
  entry('RecognizeCharacter', ['General text', '通用文字识别'], ['general-text'], { parameters: characterParameters }),
  entry('RecognizeTable', ['Table', '表格识别'], ['table'], { parameters: tableParameters }),
  entry('TrimDocument', ['Document structure restoration', '文档结构化还原识别'], ['document-structure'], {
    parameters: documentParameters,
    asynchronous: true,
    file: 'FileURL',
    takes: 'whole-file',
  }),
  entry('DetectCardScreenshot', ['Card re-capture (screen photo) detection', '证件翻拍识别'], ['card-screenshot']),
  entry('RecognizePoiName', ['Shop sign (storefront)', '门头照识别'], ['signboard'], {
    description: {
      en: 'The sign should be unobstructed, without strong glare or shadow, and photographed from the front.',
      zh: '门头应无遮挡、无强反光或阴影，并从正面拍摄。',
    },
  }),
  entry('RecognizePdf', ['PDF text', 'PDF识别'], ['pdf'], {
    file: 'FileURL',
    takes: 'whole-file',
    description: {
      en: 'Up to five pages are accepted, but the answer describes a single one.',
      zh: '最多接受五页，但返回结果仅描述其中一页。',
    },
  }),
  entry('RecognizeVideoCharacter', ['Video text', '视频文字识别'], ['video-text'], {
    asynchronous: true,
    file: 'VideoURL',
    takes: 'whole-file',
  }),
  entry('RecognizeDriverLicense', ['Driving licence', '驾驶证识别'], ['driver-licence-front', 'driver-licence-back'], {
    parameters: licenceSide,
  }),
  entry(
    'RecognizeDrivingLicense',
    ['Vehicle licence', '行驶证识别'],
    ['vehicle-licence-front', 'vehicle-licence-back'],
    {
      parameters: licenceSide,
    },
  ),
  entry('RecognizeLicensePlate', ['Vehicle licence plate', '车牌识别'], ['licence-plate']),
  entry('RecognizeVINCode', ['VIN code', 'VIN码识别'], ['vin']),
  entry('RecognizeTaxiInvoice', ['Taxi receipt', '出租车发票识别'], ['taxi-invoice']),
  entry('RecognizeVATInvoice', ['VAT invoice', '增值税发票识别'], ['vat-invoice'], {
    parameters: invoiceParameters,
    file: 'FileURL',
  }),
  entry('RecognizeTrainTicket', ['Train ticket', '火车票识别'], ['train-ticket']),
  entry('RecognizeTakeoutOrder', ['Takeaway order slip', '外卖单识别'], ['takeaway-order'], {
    description: { en: 'Slips of Ele.me only.', zh: '仅支持饿了么外卖单。' },
  }),
  entry('RecognizeQuotaInvoice', ['Quota (fixed-amount) invoice', '定额发票识别'], ['quota-invoice']),
  entry('RecognizeTicketInvoice', ['VAT roll invoice', '增值税发票卷票识别'], ['vat-roll-invoice']),
]

export const capabilities: readonly Capability[] = entries.map(({ capability }) => capability)

const byId = new Map(entries.map((entry) => [entry.capability.id, entry]))

/** How the file of a capability travels; undefined for one that this provider does not have. */
export function wayOf(capabilityId: string): Way | undefined {
  return byId.get(capabilityId)
}
