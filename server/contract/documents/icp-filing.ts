import { defineKind } from './definition.ts'

/** Source: canonical/documents.json, kind `icp-filing`. */
export default defineKind({
  kind: 'icp-filing',
  label: { en: 'ICP filing screenshot', zh: '域名备案截图' },
  fields: [
    { key: 'domain', label: { en: 'Domain', zh: '域名' }, type: 'text', many: true },
    { key: 'icp_number', label: { en: 'ICP filing number', zh: '备案号' }, type: 'text' },
    { key: 'organizer', label: { en: 'Organizer', zh: '主办单位' }, type: 'text' },
    { key: 'organizer_type', label: { en: 'Organizer type', zh: '主办单位性质' }, type: 'text', optional: true },
    { key: 'approved_date', label: { en: 'Approved on', zh: '审核通过日期' }, type: 'date', optional: true },
  ],
})
