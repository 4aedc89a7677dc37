import { defineKind } from './definition.ts'

/** Source: canonical/documents.json, kind `table`. */
export default defineKind({
  kind: 'table',
  label: { en: 'Table', zh: '表格' },
  output: ['tables'],
  fields: [],
})
