import type { Label, Parameter } from '../../contract/provider.ts'

/** The parameters of the actions, without the file's (the file is the request's): capabilities.json, `inputs`. */

const yesNo = (name: string, usual: boolean, label: Label, description?: Label): Parameter => ({
  name,
  type: 'boolean',
  required: true,
  default: String(usual),
  label,
  ...(description && { description }),
})

const choice = (
  name: string,
  values: Record<string, Label>,
  /** Null where nothing can be assumed. */
  usual: string | null,
  label: Label,
  description?: Label,
): Parameter => ({
  name,
  type: 'enum',
  required: true,
  values: Object.keys(values),
  valueLabels: values,
  ...(usual !== null && { default: usual }),
  label,
  ...(description && { description }),
})

const side = (face: Label, back: Label): Parameter[] => [
  choice(
    'Side',
    { face, back },
    // A wrong side is a call that is paid for and finds nothing.
    null,
    { en: 'Side', zh: '正反面' },
    {
      en: 'Which side the picture shows',
      zh: '图片为哪一面',
    },
  ),
]

export const cardSide = side({ en: 'Portrait side', zh: '人像面' }, { en: 'National-emblem side', zh: '国徽面' })
export const licenceSide = side({ en: 'Main page', zh: '主页' }, { en: 'Secondary page', zh: '副页' })

export const characterParameters: Parameter[] = [
  {
    name: 'MinHeight',
    type: 'integer',
    required: true,
    // The document's own example; it states no bounds, but a height is at least one pixel.
    default: '10',
    minimum: 1,
    maximum: 4095,
    label: { en: 'Smallest text height', zh: '最小文字高度' },
    description: { en: 'Smallest height of text to look for, in pixels', zh: '要识别的文字的最小高度，单位像素' },
  },
  yesNo(
    'OutputProbability',
    true,
    { en: 'Report probabilities', zh: '输出概率' },
    { en: 'Whether to return the probability of each text box', zh: '是否返回每个文字框的概率' },
  ),
]

export const tableParameters: Parameter[] = [
  choice(
    'OutputFormat',
    {
      json: { en: 'JSON', zh: 'JSON' },
      html: { en: 'HTML', zh: 'HTML' },
      xlsx: { en: 'Excel workbook', zh: 'Excel 表格' },
    },
    'json',
    { en: 'Output format', zh: '输出格式' },
  ),
  yesNo(
    'UseFinanceModel',
    false,
    { en: 'Financial-statement model', zh: '使用财报模型' },
    { en: 'Whether to use the model for financial statements', zh: '是否使用财务报表识别模型' },
  ),
  yesNo(
    'AssureDirection',
    false,
    { en: 'The picture is known to be upright', zh: '图片方向是否已确认' },
    { en: 'true: known to be upright; false: the direction is not known', zh: 'true：确认为正向；false：非正向' },
  ),
  yesNo(
    'HasLine',
    false,
    { en: 'Table without vertical lines', zh: '是否无线条' },
    {
      // The name says the opposite of what the document describes.
      en: 'true: no lines, or horizontal ones only; false: a ruled table',
      zh: 'true：无线条或只有横线；false：有线条',
    },
  ),
  yesNo(
    'SkipDetection',
    false,
    { en: 'Skip table detection', zh: '跳过表格检测' },
    { en: 'true where the picture is nothing but the table', zh: '图片仅含表格时可跳过检测' },
  ),
]

export const documentParameters: Parameter[] = [
  choice('FileType', { pdf: { en: 'PDF', zh: 'PDF' } }, 'pdf', { en: 'File type', zh: '文件类型' }),
  choice(
    'OutputType',
    { html: { en: 'HTML', zh: 'HTML' }, json: { en: 'JSON', zh: 'JSON' } },
    'html',
    { en: 'Output type', zh: '输出类型' },
    { en: 'Form of the restored content', zh: '还原内容的形式' },
  ),
]

export const invoiceParameters: Parameter[] = [
  choice('FileType', { jpg: { en: 'JPEG', zh: 'JPG' } }, 'jpg', { en: 'File type', zh: '文件类型' }),
]
