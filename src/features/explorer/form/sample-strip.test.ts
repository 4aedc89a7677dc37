import { expect, it } from 'vitest'
import { sortedSamples } from './sample-strip.tsx'

it('samples that suit come first, in the order of the capability’s kinds', () => {
  const label = { en: '', zh: '' }
  const samples = ['passport', 'back', 'front', 'back'].map((kind, index) => ({ file: `${kind}${index}`, kind, label }))
  expect(sortedSamples(samples, ['front', 'back']).map(({ sample, fits }) => [sample.file, fits])).toEqual([
    ['front2', true],
    ['back1', true],
    ['back3', true],
    ['passport0', false],
  ])
})
