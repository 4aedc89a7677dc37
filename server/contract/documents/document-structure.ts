import { defineKind } from './definition.ts'

/** Source: canonical/documents.json, kind `document-structure`. */
export default defineKind({
  kind: 'document-structure',
  label: { en: 'Document structure', zh: '文档结构化还原' },
  output: ['html', 'tables'],
  fields: [],
})
