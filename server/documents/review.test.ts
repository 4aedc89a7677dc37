import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { ProblemError } from '../contract/problem.ts'
import { openTestDatabase, type TestDatabase } from '../db/testing.ts'
import type { Actor } from '../auth/permissions.ts'
import type { ChangeSet } from '../contract/review.ts'
import { readDetail } from './repository.ts'
import { ReviewConflict } from './review-conflict.ts'
import { appendChangeSets } from './review.ts'
import {
  quad,
  addDocument,
  addRecognition,
  cardFields,
  decisionChange,
  field,
  line,
  step,
  testMoment,
  valueChange,
} from './testing.ts'

const ann: Actor = { id: 'ann', name: 'Ann', role: 'reviewer' }
const bo: Actor = { id: 'bo', name: 'Bo', role: 'reviewer' }

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
})
beforeEach(() => database.clear())
afterAll(() => database.close())

const append = (documentId: string, actor: Actor, baseSequence: number, ...changeSets: ChangeSet[]) =>
  appendChangeSets(database.db, { documentId, actor, now: testMoment, baseSequence, changeSets })

async function detailOf(documentId: string) {
  const detail = await readDetail(database.db, documentId, testMoment)
  if (!detail) throw new Error('no document')
  return detail
}

async function codeOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'none',
    (error: unknown) => (error instanceof ProblemError ? error.problem.code : String(error)),
  )
}

describe('appending steps', () => {
  test('stores them in order under the author’s name and tells the sequence', async () => {
    const id = await addDocument(database.db)
    const reading = await addRecognition(database.db, id)
    const first = step(reading, valueChange('field:name', '张伟', '张玮'))
    const second = step(reading, { type: 'mark', item: 'field:address', from: null, to: 'illegible' })
    const answer = await append(id, ann, 0, first, second)
    expect(answer.sequence).toBe(2)
    expect(answer.changeSets.map(({ id, sequence, author, at }) => ({ id, sequence, author, at }))).toEqual([
      { id: first.id, sequence: 1, author: 'Ann', at: testMoment.toISOString() },
      { id: second.id, sequence: 2, author: 'Ann', at: testMoment.toISOString() },
    ])
    const detail = await detailOf(id)
    expect(detail.changeSets).toEqual(answer.changeSets)
    expect(detail.sequence).toBe(2)
    expect(detail.document.corrections).toBe(1)
  })

  test('a step that is sent twice is stored once, alone and beside a new one', async () => {
    const id = await addDocument(database.db)
    const reading = await addRecognition(database.db, id)
    const first = step(reading, valueChange('field:name', '张伟', '张玮'))
    await append(id, ann, 0, first)
    const again = await append(id, ann, 0, first, first)
    expect(again.sequence).toBe(1)
    const second = step(reading, valueChange('field:name', '张玮', '张薇'))
    expect((await append(id, ann, 0, first, second)).changeSets.map(({ id }) => id)).toEqual([first.id, second.id])
  })

  test('all of a request or none of it is stored', async () => {
    const id = await addDocument(database.db)
    const reading = await addRecognition(database.db, id)
    const good = step(reading, valueChange('field:name', '张伟', '张玮'))
    const bad = step('no-such-reading', valueChange('field:name', '张伟', '李四'))
    expect(await codeOf(append(id, ann, 0, good, bad))).toBe('recognition-not-found')
    expect((await detailOf(id)).changeSets).toEqual([])
  })

  test('an id that another document has is refused', async () => {
    const one = await addDocument(database.db)
    const other = await addDocument(database.db)
    const taken = step(await addRecognition(database.db, one), valueChange('field:name', '张伟', '张玮'))
    await append(one, ann, 0, taken)
    const elsewhere = { ...taken, recognitionId: await addRecognition(database.db, other) }
    expect(await codeOf(append(other, ann, 0, elsewhere))).toBe('change-set-elsewhere')
    expect(await codeOf(append('nowhere', ann, 0, taken))).toBe('document-not-found')
  })

  test('characters that the database refuses do not lose the step', async () => {
    const id = await addDocument(database.db)
    const reading = await addRecognition(database.db, id)
    await append(id, ann, 0, step(reading, valueChange('field:name', '张伟', 'a\u0000b\ud800c')))
    const change = (await detailOf(id)).changeSets[0]?.changes[0]
    expect(change).toMatchObject({ to: 'a\uFFFDb\uFFFDc' })
  })

  test('twenty writers at once get twenty sequences', async () => {
    const id = await addDocument(database.db)
    const reading = await addRecognition(database.db, id)
    await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        append(
          id,
          { ...ann, id: `user-${index}` },
          0,
          step(reading, { type: 'accept', item: 'field:name', from: false, to: true }),
        ),
      ),
    )
    expect((await detailOf(id)).changeSets.map(({ sequence }) => sequence)).toEqual(
      Array.from({ length: 20 }, (_, index) => index + 1),
    )
  })
})

describe('two people in one document', () => {
  test('two structures of one table are a conflict; a structure and the text of a cell are merged', async () => {
    const id = await addDocument(database.db)
    const cell = { rowSpan: 1, columnSpan: 1, quad, confidence: 0.9 }
    const tables = [
      {
        page: 0,
        quad,
        rows: 1,
        columns: 2,
        cells: [
          { ...cell, row: 0, column: 0, text: '甲' },
          { ...cell, row: 0, column: 1, text: '12' },
        ],
      },
    ]
    const reading = await addRecognition(database.db, id, { kind: 'table', fields: [], tables })
    const placed = { item: 'cell:0:0', row: 0, column: 0, rowSpan: 1, columnSpan: 1 }
    const other = { ...placed, item: 'cell:0:1', column: 1 }
    const from = { rows: 1, columns: 2, cells: [placed, other] }
    const swapped = { ...from, cells: [other, placed].map((each, column) => ({ ...each, column })) }
    const longer = { ...from, rows: 2 }
    const hers = step(reading, { type: 'table', table: 0, from, to: swapped })
    await append(id, ann, 0, hers)
    const conflict = await append(id, bo, 0, step(reading, { type: 'table', table: 0, from, to: longer })).catch(
      (error: unknown) => error,
    )
    expect(conflict).toBeInstanceOf(ReviewConflict)
    expect((conflict as ReviewConflict).changeSets.map(({ id }) => id)).toEqual([hers.id])
    // Her next change left before the answer to the first had come.
    await append(id, ann, 0, step(reading, { type: 'table', table: 0, from: swapped, to: from }))
    await append(id, bo, 0, step(reading, valueChange('cell:0:1', '12', '72')))
    const detail = await detailOf(id)
    // One cell, and the structure.
    expect(detail.document.corrections).toBe(2)
    const next = await addRecognition(database.db, id, {
      kind: 'table',
      fields: [],
      tables,
      now: new Date(testMoment.getTime() + 1000),
    })
    expect((await detailOf(id)).recognition!.id).toBe(reading)
    expect(next).not.toBe(reading)
  })

  test('different things are merged, the same thing is a conflict that stores nothing and shows the other’s step', async () => {
    const id = await addDocument(database.db)
    const reading = await addRecognition(database.db, id)
    const hers = step(reading, valueChange('field:name', '张伟', '张玮'))
    await append(id, ann, 0, hers)
    await append(id, bo, 0, step(reading, valueChange('field:sex', '男', '女')))
    const his = step(reading, valueChange('field:name', '张伟', '章伟'), valueChange('field:ethnicity', '汉', '回'))
    const conflict = await append(id, bo, 0, his).catch((error: unknown) => error)
    expect(conflict).toBeInstanceOf(ReviewConflict)
    expect((conflict as ReviewConflict).problem).toMatchObject({ status: 409, code: 'review-conflict' })
    expect((conflict as ReviewConflict).changeSets.map(({ id }) => id)).toEqual([hers.id])
    expect((await detailOf(id)).sequence).toBe(2)
    await append(id, bo, 2, his)
    expect((await detailOf(id)).document.corrections).toBe(3)
  })

  test('a value and the mark or box of the same field are different things; coming to the same value is no conflict', async () => {
    const id = await addDocument(database.db)
    const reading = await addRecognition(database.db, id)
    await append(id, ann, 0, step(reading, valueChange('field:name', '张伟', '张玮')))
    await append(id, bo, 0, step(reading, { type: 'mark', item: 'field:name', from: null, to: 'illegible' }))
    await append(id, bo, 0, step(reading, valueChange('field:name', '张伟', '张玮')))
    expect((await detailOf(id)).sequence).toBe(3)
  })

  test('removing what another changed is a conflict', async () => {
    const id = await addDocument(database.db)
    const reading = await addRecognition(database.db, id, {
      kind: 'general-text',
      fields: [],
      lines: [line('one'), line('two')],
    })
    await append(id, ann, 0, step(reading, valueChange('line:1', 'two', 'too')))
    const { recognition } = await detailOf(id)
    const { itemsOf } = await import('../contract/review.ts')
    const item = itemsOf(recognition!)[1]!
    expect(await codeOf(append(id, bo, 0, step(reading, { type: 'remove', item, at: 1 })))).toBe('review-conflict')
  })

  test('one person’s own steps never stand in the way, unless made in another window', async () => {
    const id = await addDocument(database.db)
    const reading = await addRecognition(database.db, id)
    await append(id, ann, 0, step(reading, valueChange('field:name', '张伟', '张玮')))
    await append(id, ann, 0, step(reading, valueChange('field:name', '张玮', '张薇')))
    const otherWindow = step(reading, valueChange('field:name', '张伟', '章伟'))
    expect(await codeOf(append(id, ann, 0, otherWindow))).toBe('review-conflict')
  })
})

describe('the queue’s row after each change', () => {
  test('a decision sets state, who and when; taking it back opens the document again', async () => {
    const id = await addDocument(database.db)
    const reading = await addRecognition(database.db, id)
    expect((await detailOf(id)).document).toMatchObject({
      state: 'review',
      decidedAt: null,
      decidedBy: null,
      openChecks: 0,
      lowestConfidence: 0.95,
    })
    await append(id, ann, 0, step(reading, decisionChange('approved')))
    expect((await detailOf(id)).document).toMatchObject({
      state: 'approved',
      decidedAt: testMoment.toISOString(),
      decidedBy: 'Ann',
    })
    await append(id, ann, 0, step(reading, decisionChange('open', 'approved')))
    expect((await detailOf(id)).document).toMatchObject({ state: 'review', decidedAt: null, decidedBy: null })
  })

  test('checks run on corrected values; a corrected field’s machine confidence no longer counts', async () => {
    const id = await addDocument(database.db)
    const fields = cardFields.map((card) =>
      card.key === 'id_number' ? field('id_number', '110105199003077211', 0.4) : card,
    )
    const reading = await addRecognition(database.db, id, { fields })
    const before = (await detailOf(id)).document
    expect(before.openChecks).toBeGreaterThan(0)
    expect(before.lowestConfidence).toBe(0.4)
    await append(id, ann, 0, step(reading, valueChange('field:id_number', '110105199003077211', '110105199003077219')))
    expect((await detailOf(id)).document).toMatchObject({ openChecks: 0, lowestConfidence: 0.95, corrections: 1 })
  })

  test('confidences that nobody reported stay unknown', async () => {
    const id = await addDocument(database.db)
    await addRecognition(database.db, id, { fields: [field('name', '张伟', null)] })
    expect((await detailOf(id)).document.lowestConfidence).toBeNull()
  })
})

describe('a new machine reading', () => {
  const later = new Date(testMoment.getTime() + 60_000)
  const newer = cardFields.map((card) =>
    card.key === 'name' ? field('name', '张韦') : card.key === 'sex' ? field('sex', '女') : card,
  )

  test('comes under review where nobody has worked yet', async () => {
    const id = await addDocument(database.db)
    await addRecognition(database.db, id)
    const second = await addRecognition(database.db, id, { fields: newer, now: later })
    expect((await detailOf(id)).recognition?.id).toBe(second)
  })

  test('keeps corrected fields, takes over the others, and asks again where what was accepted reads differently', async () => {
    const id = await addDocument(database.db)
    const reading = await addRecognition(database.db, id)
    const accept = (item: string) => ({ type: 'accept' as const, item, from: false, to: true })
    await append(
      id,
      ann,
      0,
      step(reading, valueChange('field:name', '张伟', '张玮')),
      step(reading, accept('field:sex'), accept('field:ethnicity')),
    )
    const second = await addRecognition(database.db, id, { fields: newer, now: later })
    const { recognition, changeSets, document } = await detailOf(id)
    const { foldReview } = await import('../contract/review.ts')
    const items = new Map(foldReview(recognition!, changeSets).items.map((item) => [item.id, item]))
    expect(recognition?.id).toBe(second)
    expect(items.get('field:name')).toMatchObject({ value: '张玮', machine: { value: '张韦' } })
    expect(items.get('field:sex')).toMatchObject({ value: '女', accepted: false })
    expect(items.get('field:ethnicity')).toMatchObject({ value: '汉', accepted: true })
    expect(document.corrections).toBe(1)
  })

  test('leaves a decided document as it was decided', async () => {
    const id = await addDocument(database.db)
    const reading = await addRecognition(database.db, id)
    await append(id, ann, 0, step(reading, decisionChange('approved')))
    await addRecognition(database.db, id, { fields: newer, now: later })
    const detail = await detailOf(id)
    expect(detail.recognition?.id).toBe(reading)
    expect(detail.document.state).toBe('approved')
    expect(detail.recognitions).toHaveLength(2)
  })

  test('leaves corrected lines where they are, and another kind of reading is a review of its own', async () => {
    const id = await addDocument(database.db)
    const lines = { kind: 'general-text', fields: [], lines: [line('one'), line('two')] }
    const reading = await addRecognition(database.db, id, lines)
    await append(id, ann, 0, step(reading, valueChange('line:0', 'one', 'once')))
    await addRecognition(database.db, id, { ...lines, now: later })
    expect((await detailOf(id)).recognition?.id).toBe(reading)
    const card = await addRecognition(database.db, id, { now: new Date(later.getTime() + 1000) })
    const detail = await detailOf(id)
    expect(detail.recognition?.id).toBe(card)
    expect(detail.changeSets).toEqual([])
  })

  test('that fails shows its problem and keeps the work', async () => {
    const id = await addDocument(database.db)
    const reading = await addRecognition(database.db, id)
    await append(id, ann, 0, step(reading, valueChange('field:name', '张伟', '张玮')))
    await addRecognition(database.db, id, { status: 'failed', now: later })
    const detail = await detailOf(id)
    expect(detail.document).toMatchObject({ state: 'failed', error: { code: 'provider-failed' }, corrections: 1 })
    expect(detail.recognition?.id).toBe(reading)
    expect(detail.changeSets).toHaveLength(1)
  })
})
