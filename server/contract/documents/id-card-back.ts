import { defineKind } from './definition.ts'

/** Source: canonical/documents.json, kind `id-card-back`. */
export default defineKind({
  kind: 'id-card-back',
  label: { en: 'Chinese ID card, emblem side', zh: '居民身份证（国徽面）' },
  cross: ['date-order'],
  regions: ['card'],
  fields: [
    { key: 'issuing_authority', label: { en: 'Issuing authority', zh: '签发机关' }, type: 'text' },
    { key: 'valid_from', label: { en: 'Valid from', zh: '有效期起' }, type: 'date' },
    { key: 'valid_to', label: { en: 'Valid to', zh: '有效期止' }, type: 'date', alternatives: ['长期'] },
  ],
})
