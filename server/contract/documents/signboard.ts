import { defineKind } from './definition.ts'

/** Source: canonical/documents.json, kind `signboard`. */
export default defineKind({
  kind: 'signboard',
  label: { en: 'Shop signboard', zh: '门头照' },
  fields: [
    { key: 'brand', label: { en: 'Brand', zh: '品牌名' }, type: 'text', optional: true },
    { key: 'sign_name', label: { en: 'Sign name', zh: '招牌名称' }, type: 'text', many: true },
    { key: 'address', label: { en: 'Address', zh: '店铺地址' }, type: 'text', many: true, optional: true },
    { key: 'phone', label: { en: 'Phone', zh: '联系方式' }, type: 'text', many: true, optional: true },
    { key: 'other_text', label: { en: 'Other text', zh: '其他' }, type: 'text', many: true, optional: true },
  ],
})
