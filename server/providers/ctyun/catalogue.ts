import type { Capability, Label } from '../../contract/provider.ts'
import { limitsOf } from './limits.ts'

export const provider = 'ctyun'

export const label: Label = { en: 'CTyun OCR', zh: '天翼云印刷文字识别' }

/**
 * Source: seed-facts/ctyun/capabilities.json. No API has a parameter beside its pictures: `data` and `ImageData` are the file, `Action` has one
 * value, everything else is a header of the gateway.
 */
export const capabilities: readonly Capability[] = [
  {
    id: 'ctyun.ocr.general',
    label: { en: 'General OCR', zh: '通用型OCR' },
    description: {
      en: 'Finds text lines in pictures of many scenes and colours; gives the text and four corner points of each line.',
      zh: '识别多种场景、多种颜色图片中的文字行，返回文字内容及四个角点的坐标。',
    },
    kinds: ['general-text'],
    parameters: [],
    limits: limitsOf['ctyun.ocr.general'],
    asynchronous: false,
  },
  {
    id: 'ctyun.ocr.idcard',
    label: { en: 'ID card recognition', zh: '身份证识别' },
    description: {
      en: 'Reads either side of a mainland China identity card into eight fields; it finds out itself which side it is.',
      zh: '识别大陆居民身份证正反面的八个字段，自动判断正反面。',
    },
    kinds: ['id-card-front', 'id-card-back'],
    parameters: [],
    limits: limitsOf['ctyun.ocr.idcard'],
    asynchronous: false,
  },
  {
    id: 'ctyun.ocr.plate',
    label: { en: 'Licence plate recognition', zh: '车牌识别' },
    description: {
      en: 'Finds mainland China plates (blue, single-row yellow, green new-energy); several plates in a picture are allowed.',
      zh: '识别大陆车牌（蓝牌、单层黄牌、新能源绿牌），一张图片可有多个车牌。',
    },
    kinds: ['licence-plate'],
    parameters: [],
    limits: limitsOf['ctyun.ocr.plate'],
    asynchronous: false,
  },
  {
    id: 'ctyun.ocr.business-license',
    label: { en: 'Business licence recognition', zh: '营业执照识别' },
    description: {
      en: 'Reads a business licence into up to ten fields; one image a call.',
      zh: '识别营业执照的十个字段，每次一张图片。',
    },
    kinds: ['business-licence'],
    parameters: [],
    limits: limitsOf['ctyun.ocr.business-license'],
    asynchronous: false,
  },
]
