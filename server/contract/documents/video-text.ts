import { defineKind } from './definition.ts'

/** Source: canonical/documents.json, kind `video-text`. */
export default defineKind({
  kind: 'video-text',
  label: { en: 'Video text', zh: '视频文字' },
  output: ['frames'],
  fields: [],
})
