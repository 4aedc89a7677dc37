import { defineKind } from './definition.ts'

/** Source: canonical/documents.json, kind `vin`. */
export default defineKind({
  kind: 'vin',
  label: { en: 'Vehicle identification number', zh: 'VIN码' },
  fields: [{ key: 'vin', label: { en: 'VIN', zh: 'VIN码' }, type: 'text', check: 'vin' }],
})
