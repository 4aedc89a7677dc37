import { expect, test } from 'vitest'
import { findSamples, pickSamples } from './sample-grid.tsx'

const sample = (file: string, kind: string, en: string, zh: string) => ({
  file,
  preview: `previews/${file}`,
  kind,
  label: { en, zh },
})
const card = sample('card-1.jpg', 'id-card-front', 'ID card, portrait side', '身份证人像面')
const second = sample('card-2.jpg', 'id-card-front', 'ID card, portrait side', '身份证人像面')
const ticket = sample('ticket-1.jpg', 'train-ticket', 'Train ticket', '火车票')

test('samples are found by words in either language, all of them', () => {
  expect(findSamples([card, ticket], 'PORTRAIT card')).toEqual([card])
  expect(findSamples([card, ticket], '火车')).toEqual([ticket])
  expect(findSamples([card, ticket], 'train card')).toEqual([])
  expect(findSamples([card, ticket], '  ')).toEqual([card, ticket])
})

test('a few samples are spread over the kinds', () => {
  expect(pickSamples([card, second, ticket], 2)).toEqual([card, ticket])
  expect(pickSamples([card, second, ticket], 3)).toEqual([card, ticket, second])
})
