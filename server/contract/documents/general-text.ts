import { defineKind } from './definition.ts'

/** Source: canonical/documents.json, kind `general-text`. */
export default defineKind({
  kind: 'general-text',
  label: { en: 'General text', zh: '通用文字' },
  output: ['lines'],
  fields: [],
})
