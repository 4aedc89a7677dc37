import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createEngine } from '../server/engine/engine.ts'
import type { Engine } from '../server/engine/reading.ts'
import { renderSpecimen } from './index.ts'
import { scorePictures } from './pictures.ts'

let engine: Engine
let folder: string
beforeAll(async () => {
  engine = createEngine()
  folder = await mkdtemp(join(tmpdir(), 'fieldproof-pictures-'))
})
afterAll(async () => {
  await engine.close()
  await rm(folder, { recursive: true })
})

const writeTruth = (truth: unknown) => writeFile(join(folder, 'truth.json'), JSON.stringify(truth))

test('pictures of a folder are read and compared with what is said to stand on them', async () => {
  const kind = 'id-card-back'
  const { image, format, truth } = await renderSpecimen({ kind, seed: 1, level: 'clean' })
  await writeFile(join(folder, `card.${format}`), image)
  await writeFile(join(folder, 'broken.jpg'), 'no picture')
  const { valid_to: _left, ...fields } = truth.fields
  await writeTruth({
    [`card.${format}`]: { kind, fields: { ...fields, issuing_authority: 'somebody else' } },
    'broken.jpg': { kind, fields },
  })
  const [card, broken] = await scorePictures(engine, folder)
  const outcome = Object.fromEntries(card!.items.map(({ key, expected, exact }) => [key, [expected, exact]]))
  expect(outcome).toEqual({
    issuing_authority: ['somebody else', false],
    valid_from: [truth.fields['valid_from'], true],
    // It was read and is not in the list: nobody said that it is right.
    valid_to: [null, false],
  })
  expect(card!.failure).toBeNull()
  expect(broken!.failure).toMatch(/./)
  expect(broken!.items.map(({ got, exact }) => [got, exact])).toEqual(Object.keys(fields).map(() => [null, false]))
})

test.each([
  [{ 'a.jpg': { kind: 'no-such-kind', fields: {} } }, /no kind of this name/],
  [{ 'a.jpg': { kind: 'id-card-back', fields: { shoe_size: '42' } } }, /a\.jpg: id-card-back has no field shoe_size/],
])('a truth that says what it may not is refused (%#)', async (truth, message) => {
  await writeTruth(truth)
  await expect(scorePictures(engine, folder)).rejects.toThrow(message)
})
