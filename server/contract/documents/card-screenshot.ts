import { defineKind } from './definition.ts'

/** Source: canonical/documents.json, kind `card-screenshot`. */
export default defineKind({
  kind: 'card-screenshot',
  label: { en: 'Screen recapture check', zh: '证件翻拍识别' },
  fields: [
    { key: 'is_card', label: { en: 'Is a card', zh: '是否证件' }, type: 'boolean' },
    { key: 'is_blurred', label: { en: 'Is blurred', zh: '是否模糊' }, type: 'boolean' },
    { key: 'is_recaptured', label: { en: 'Is a screen recapture', zh: '是否翻拍' }, type: 'boolean' },
    { key: 'recapture_score', label: { en: 'Recapture score', zh: '翻拍置信度' }, type: 'number' },
  ],
})
