import { expect, test } from 'vitest'
import { kindByName } from '../../contract/documents/index.ts'
import { groundFindings } from './index.ts'
import { answered, findingsWith, groundPage, marked } from './testing.ts'

test('a day and a time that are printed without a space between them are two values', async () => {
  const page = groundPage([
    { text: '上车:', x: 40, y: 100 },
    { text: '2017/06/1223:48', x: 160, y: 100 },
    { text: '下车:', x: 40, y: 140 },
    { text: '2017/06/1300:17', x: 160, y: 140 },
    { text: '等候:', x: 40, y: 180 },
    { text: '00:00:41', x: 160, y: 180 },
  ])
  const fields = [
    answered('date', '2017-06-12'),
    answered('boarding_time', '23:48'),
    answered('alighting_time', '00:17'),
  ]
  const grounded = await groundFindings(kindByName('taxi-invoice')!, findingsWith(fields), [page])
  expect(grounded.fields.map((field) => [marked(field), field.agreement, Math.round(field.quads[0]![0][1])])).toEqual([
    ['2017/06/12', 1, 100],
    ['23:48', 1, 100],
    ['00:17', 1, 140],
  ])
})

test('a time inside a longer number is none', async () => {
  const page = groundPage([
    { text: '上车:', x: 40, y: 100 },
    { text: '98762348123', x: 160, y: 100 },
  ])
  const grounded = await groundFindings(
    kindByName('taxi-invoice')!,
    findingsWith([answered('boarding_time', '23:48')]),
    [page],
  )
  expect(grounded.fields[0]!.quads).toEqual([])
})
