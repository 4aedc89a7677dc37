import { expect, it } from 'vitest'
import { formatSchema } from '#contract/limits'
import { suitingSamples } from './sample-strip.tsx'

const label = { en: '', zh: '' }
const sample = (file: string, kind: string) => ({ file, kind, label })
const samples = [
  sample('p.jpg', 'passport'),
  sample('b.jpg', 'back'),
  sample('f.TIFF', 'front'),
  sample('d.pdf', 'pdf'),
]
const files = (kinds: string[], formats: Parameters<typeof suitingSamples>[2]) => {
  const found = suitingSamples(samples, kinds, formats)
  return [found.ofKind, ...found.samples.map(({ file }) => file)]
}

it('offers samples of the kinds that are read, in the order of the kinds', () => {
  expect(files(['front', 'back'], ['jpeg', 'tiff'])).toEqual([true, 'f.TIFF', 'b.jpg'])
})

it('offers nothing in a form that is not taken, and what is taken where no kind suits', () => {
  expect(files(['front', 'back'], ['jpeg'])).toEqual([true, 'b.jpg'])
  expect(files(['passport'], ['pdf'])).toEqual([false, 'd.pdf'])
  expect(files(['table'], ['jpeg'])).toEqual([false, 'p.jpg', 'b.jpg'])
})

it('knows the ending of every format', () => {
  for (const format of formatSchema.options) {
    expect(suitingSamples([sample(`x.${format}`, 'x')], ['x'], [format]).samples).toHaveLength(1)
  }
})
