import { expect, it } from 'vitest'
import type { IntakeItem } from './intake-item.ts'
import { callsOf } from './batch-calls.ts'

const idCard = { provider: 'ctyun', capability: 'ctyun.ocr.idcard' }
const video = { provider: 'aliyun-viapi', capability: 'RecognizeVideoCharacter' }
const item = (given: Partial<IntakeItem>) => ({
  stage: 'ready' as const,
  recogniser: idCard,
  others: [],
  facts: null,
  ...given,
})

it('counts what waits for a word, by everybody who will read it', () => {
  const facts = { format: 'mp4', bytes: 1, width: 640, height: 480, pages: null, durationMs: 2500 } as const
  expect(
    callsOf([
      item({}),
      item({ others: [video] }),
      item({ stage: 'done' }),
      item({ recogniser: video, facts }),
      item({ recogniser: video, facts }),
    ]),
  ).toEqual([
    { ...idCard, calls: 2 },
    { ...video, calls: 1 },
    { ...video, calls: 2, seconds: 2.5, width: 640, height: 480 },
  ])
})
