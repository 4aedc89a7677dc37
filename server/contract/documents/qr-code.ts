import { defineKind } from './definition.ts'

/** Source: canonical/documents.json, kind `qr-code`. */
export default defineKind({
  kind: 'qr-code',
  label: { en: 'QR code', zh: '二维码' },
  regions: ['qr'],
  fields: [{ key: 'content', label: { en: 'Content', zh: '内容' }, type: 'text', many: true }],
})
