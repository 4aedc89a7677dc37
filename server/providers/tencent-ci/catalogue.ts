import type { Capability, Label } from '../../contract/provider.ts'
import { cardTypes, jobLevels, limits, userDataMaxLength, userDataPattern } from './limits.ts'

export const label: Label = { en: 'Tencent Cloud Infinite', zh: '腾讯云数据万象' }

export const capabilityId = 'tencent-ci.image-license-rec'

/**
 * Source: seed-facts/tencent-ci/capabilities.json. Of the callback's parameters only the format is the caller's: the address is a setting of the
 * console (a caller could have results sent anywhere), and message queues (`CallBackType` TDMQ) need settings that the document leaves out.
 */
export const capabilities: readonly Capability[] = [
  {
    id: capabilityId,
    label: { en: 'Card recognition (ImageLicenseRec)', zh: '卡证识别（ImageLicenseRec）' },
    description: {
      en: 'A job that reads an identity card or a driving licence, side by side with a place for each field.',
      zh: '以异步任务识别身份证或驾驶证，返回各字段的内容和位置。',
    },
    kinds: ['id-card-front', 'id-card-back', 'driver-licence-front', 'driver-licence-back'],
    kindsByParameter: [
      { name: 'CardType', value: 'IDCard', kind: 'id-card-front' },
      { name: 'CardType', value: 'DriverLicense', kind: 'driver-licence-front' },
    ],
    parameters: [
      {
        name: 'CardType',
        type: 'enum',
        required: true,
        values: [...cardTypes],
        valueLabels: {
          IDCard: { en: 'Chinese identity card', zh: '居民身份证' },
          DriverLicense: { en: 'Driving licence', zh: '驾驶证' },
        },
        label: { en: 'Kind of card', zh: '卡证类型' },
      },
      {
        name: 'UserData',
        type: 'string',
        required: false,
        maxLength: userDataMaxLength,
        pattern: userDataPattern,
        label: { en: 'User data', zh: '透传用户信息' },
        description: {
          en: 'Comes back with the job; printable ASCII, at most 1024 characters.',
          zh: '随任务原样返回，可打印的 ASCII 字符，长度不超过 1024。',
        },
      },
      {
        name: 'JobLevel',
        type: 'enum',
        required: false,
        values: [...jobLevels],
        valueLabels: {
          '0': { en: '0, usual', zh: '0（普通）' },
          '1': { en: '1, sooner', zh: '1（较高）' },
          '2': { en: '2, soonest', zh: '2（最高）' },
        },
        default: '0',
        label: { en: 'Priority', zh: '任务优先级' },
        description: { en: 'The higher, the sooner.', zh: '级别越大优先级越高。' },
      },
      {
        name: 'CallBackFormat',
        type: 'enum',
        required: false,
        values: ['XML', 'JSON'],
        valueLabels: { XML: { en: 'XML', zh: 'XML' }, JSON: { en: 'JSON', zh: 'JSON' } },
        default: 'XML',
        label: { en: 'Format of the callback', zh: '回调格式' },
        description: {
          en: 'Of no account where no callback address is configured: the job is asked for then.',
          zh: '未配置回调地址时不起作用，将改为轮询任务。',
        },
      },
    ],
    limits,
    asynchronous: true,
  },
]
