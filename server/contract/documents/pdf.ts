import { defineKind } from './definition.ts'

/** Source: canonical/documents.json, kind `pdf`. */
export default defineKind({
  kind: 'pdf',
  label: { en: 'PDF text', zh: 'PDF识别' },
  output: ['lines'],
  fields: [],
})
