import type { Capability } from '../../contract/provider.ts'

export const actionId = 'GetSmsOcrOssInfo'

/** The parameter that says that the browser has put the file into the store already. It never travels to the provider. */
export const objectKeyParameter = 'ObjectKey'

/** The one action of S0 (seed-facts/aliyun-dysms/capabilities.json). It hands out an upload policy and recognises nothing itself. */
export const capability: Capability = {
  id: actionId,
  label: { en: 'Get the OSS upload information for SMS OCR', zh: '获取短信OCR的OSS信息' },
  description: {
    en: 'The screenshot is put into the store of the SMS service; how it is read there is not documented, so the console reads it with its own engine.',
    zh: '截图上传至短信服务的存储空间；其后如何识别并无文档说明，因此由控制台自带引擎读取。',
  },
  kinds: ['icp-filing'],
  parameters: [
    {
      name: 'TaskType',
      type: 'enum',
      required: false,
      values: ['ICP_DOMAIN'],
      valueLabels: {
        ICP_DOMAIN: { en: 'Screenshot of the ICP filing of a domain name', zh: '域名备案截图' },
      },
      default: 'ICP_DOMAIN',
      label: { en: 'Kind of task', zh: '任务类型' },
      description: { en: 'Kind of OCR task', zh: 'OCR 任务类型' },
    },
    {
      name: objectKeyParameter,
      type: 'string',
      required: false,
      maxLength: 1023,
      label: { en: 'Uploaded object', zh: '已上传的文件' },
      description: {
        en: 'Name of the object that the browser has uploaded already; it is not sent to the provider',
        zh: '浏览器已上传的对象名；不会发送给服务方',
      },
    },
  ],
  // S0 states no formats: those of screenshots. The policy's own size range is held against the file before it is uploaded.
  limits: { formats: ['png', 'jpeg', 'webp', 'bmp', 'gif'], maxPages: 1 },
  asynchronous: false,
  delivery: 'browser',
}
