import type { Problem } from '../../contract/problem.ts'
import type { Line } from '../../contract/result.ts'
import type { RawPage } from './raw-page.ts'

/** What a decoding thread is asked, one thing at a time. A PDF stays open from `open-pdf` to `close-pdf`. */
export type DecodeRequest =
  | { type: 'bmp' | 'heic'; bytes: Uint8Array }
  | { type: 'open-pdf'; bytes: Uint8Array }
  | { type: 'render-pdf'; index: number }
  | { type: 'text-of-pdf'; index: number }
  | { type: 'close-pdf' }

export interface DecodeAnswers {
  bmp: RawPage
  heic: RawPage
  'open-pdf': number
  'render-pdf': RawPage
  'text-of-pdf': Line[] | null
  'close-pdf': null
}

export type DecodeReply = { ok: true; answer: DecodeAnswers[DecodeRequest['type']] } | { ok: false; problem: Problem }
