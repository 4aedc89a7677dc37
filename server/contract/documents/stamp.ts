import { defineKind } from './definition.ts'

/** Source: canonical/documents.json, kind `stamp`. */
export default defineKind({
  kind: 'stamp',
  label: { en: 'Official seal', zh: '公章' },
  regions: ['stamp'],
  fields: [
    { key: 'stamp_text', label: { en: 'Seal text', zh: '印章文字' }, type: 'text', many: true },
    {
      key: 'other_text',
      label: { en: 'Other text on the seal', zh: '其他文字' },
      type: 'text',
      many: true,
      optional: true,
    },
  ],
})
