import { parse } from 'csv-parse/sync'
import readXlsxFile from 'read-excel-file/node'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { ProblemError } from '../contract/problem.ts'
import { recognitionSchema, type Recognition } from '../contract/result.ts'
import { changeSetSchema, drawnItem } from '../contract/review.ts'
import { openTestDatabase, type TestDatabase } from '../db/testing.ts'
import { exportDocuments, type ExportOrder } from './export.ts'
import type { ExportRecord } from './export-record.ts'
import { guardFormula, unguardFormula } from '../contract/formula-guard.ts'
import { readTsv } from '../contract/table-text.ts'
import { readDetail } from './repository.ts'
import { appendChangeSets } from './review.ts'
import {
  addDocument,
  addRecognition,
  cardFields,
  decisionChange,
  field,
  line,
  quad,
  step,
  testMoment,
  valueChange,
} from './testing.ts'

const ann = { id: 'ann', name: 'Ann', role: 'reviewer' as const }

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
})
beforeEach(() => database.clear())
afterAll(() => database.close())

async function exported(order: Omit<ExportOrder, 'now'>) {
  const file = await exportDocuments(database.db, { ...order, now: testMoment })
  return { ...file, bytes: new Uint8Array(await new Response(file.body).arrayBuffer()) }
}

async function exportedJson(order: Omit<ExportOrder, 'now' | 'format'>) {
  const { bytes } = await exported({ ...order, format: 'json' })
  return JSON.parse(new TextDecoder().decode(bytes)) as { format: string; version: number; documents: ExportRecord[] }
}

async function exportedCsv(order: Omit<ExportOrder, 'now' | 'format'>): Promise<Record<string, string>[]> {
  const { bytes } = await exported({ ...order, format: 'csv' })
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  const [header, ...rows] = parse(Buffer.from(bytes), { bom: true }).map((cells) => cells.map(unguardFormula))
  return rows.map((cells) => Object.fromEntries(header!.map((name, index) => [name, cells[index]!])))
}

async function exportedXlsx(order: Omit<ExportOrder, 'now' | 'format'>): Promise<Record<string, string | null>[]> {
  const { bytes } = await exported({ ...order, format: 'xlsx' })
  const [sheet] = await readXlsxFile(Buffer.from(bytes), { trim: false })
  const [header, ...rows] = sheet!.data
  return rows.map((cells) =>
    Object.fromEntries(header!.map((name, index) => [String(name), cells[index] as string | null])),
  )
}

/** A card with a corrected name, a marked address, a moved box and an approval. */
async function addReviewedCard() {
  const id = await addDocument(database.db, { name: '身份证, "front".jpg' })
  const reading = await addRecognition(database.db, id, { lines: [line('姓名张伟')] })
  const box = { page: 0, quads: [quad, quad], boxSource: 'operator' as const }
  const changeSets = [
    step(reading, valueChange('field:name', '张伟', '张玮')),
    step(
      reading,
      { type: 'mark', item: 'field:address', from: null, to: 'illegible' },
      valueChange('field:address', '某省某市某路1号', null),
    ),
    step(reading, { type: 'box', item: 'field:sex', from: { page: 0, quads: [quad], boxSource: 'provider' }, to: box }),
    step(reading, decisionChange('approved')),
  ]
  await appendChangeSets(database.db, { documentId: id, actor: ann, now: testMoment, baseSequence: 0, changeSets })
  return { id, reading, changeSets }
}

describe('JSON', () => {
  test('is the canonical recognition with the corrections, beside what the machine said and who changed it', async () => {
    const { id, reading, changeSets } = await addReviewedCard()
    const { format, version, documents } = await exportedJson({ ids: [id] })
    expect({ format, version }).toEqual({ format: 'fieldproof', version: 1 })
    const [record] = documents
    const recognition = recognitionSchema.parse(record!.recognition)
    expect(recognition.id).toBe(reading)
    expect(Object.fromEntries(recognition.fields.map(({ key, value }) => [key, value]))).toEqual({
      name: '张玮',
      sex: '男',
      ethnicity: '汉',
      birth_date: '1990-03-07',
      address: null,
      id_number: '110105199003077219',
    })
    const [name, sex, , , address, number] = record!.recognition!.fields
    expect(name).toMatchObject({ corrected: true, machineValue: '张伟', confidence: null, confidenceSource: null })
    expect(sex).toMatchObject({ corrected: false, confidence: 0.95, boxSource: 'operator', quads: [quad, quad] })
    expect(address).toMatchObject({ mark: 'illegible', corrected: true, machineValue: '某省某市某路1号' })
    expect(number?.checks).toContainEqual(expect.objectContaining({ id: 'cn-id-checksum', ok: true }))
    expect(record!.machine?.fields).toEqual(cardFields)
    expect(record!.decision).toEqual({ state: 'approved', reason: null, at: testMoment.toISOString(), by: 'Ann' })
    expect(record!.history.map(({ id, sequence, author, authorId }) => ({ id, sequence, author, authorId }))).toEqual(
      changeSets.map(({ id }, index) => ({ id, sequence: index + 1, author: 'Ann', authorId: 'ann' })),
    )
    expect(record!.history.map((steps) => changeSetSchema.parse(steps))).toEqual(
      (await readDetail(database.db, id, testMoment))?.changeSets,
    )
  })

  test('several of a key, fields that an operator drew, and corrected lines come out right; a field that nobody found stays out', async () => {
    const id = await addDocument(database.db)
    const fields = [field('name', 'one'), field('name', 'two')]
    const reading = await addRecognition(database.db, id, { fields })
    const drawn = {
      ...drawnItem(crypto.randomUUID(), 'field', 'sex', { page: 0, quads: [quad], boxSource: 'operator' }),
      value: '女',
    }
    const changeSets = [step(reading, valueChange('field:name:1', 'two', '2'), { type: 'add', item: drawn, at: 0 })]
    await appendChangeSets(database.db, { documentId: id, actor: ann, now: testMoment, baseSequence: 0, changeSets })
    const text = await addDocument(database.db)
    const lines = await addRecognition(database.db, text, {
      kind: 'general-text',
      fields: [],
      lines: [line('=1+1'), line('two')],
    })
    await appendChangeSets(database.db, {
      documentId: text,
      actor: ann,
      now: testMoment,
      baseSequence: 0,
      changeSets: [step(lines, valueChange('line:1', 'two', 'too'))],
    })
    const { documents } = await exportedJson({ ids: [id, text] })
    expect(documents[0]!.recognition!.fields.map(({ key, value, native }) => [key, value, native.value])).toEqual([
      ['sex', '女', null],
      ['name', 'one', 'one'],
      ['name', '2', 'two'],
    ])
    expect(documents[1]!.recognition!.lines.map(({ text, confidence }) => [text, confidence])).toEqual([
      ['=1+1', 0.9],
      ['too', null],
    ])
    expect(documents[1]!.machine!.lines.map(({ text }) => text)).toEqual(['=1+1', 'two'])
  })

  test('a document that nothing has read is there all the same', async () => {
    const id = await addDocument(database.db)
    const { documents } = await exportedJson({ ids: [id] })
    expect(documents).toMatchObject([
      { document: { id, state: 'received' }, recognition: null, machine: null, history: [] },
    ])
  })
})

describe('tables', () => {
  const expected = (id: string) => ({
    document_id: id,
    document_name: '身份证, "front".jpg',
    document_kind: 'id-card-front',
    document_state: 'approved',
    decided_by: 'Ann',
    decided_at: testMoment.toISOString(),
    name: '张玮',
    sex: '男',
    ethnicity: '汉',
    birth_date: '1990-03-07',
    id_number: '110105199003077219',
  })

  test('CSV and XLSX hold what the screen shows, a row a document', async () => {
    const { id } = await addReviewedCard()
    expect(await exportedCsv({ ids: [id] })).toEqual([{ ...expected(id), address: '' }])
    expect(await exportedXlsx({ ids: [id] })).toEqual([{ ...expected(id), address: null }])
  })

  test('the columns are those of all the kinds; keys outside the vocabulary and clashes with the first columns too', async () => {
    const card = await addDocument(database.db)
    await addRecognition(database.db, card, {
      fields: [field('name', 'A'), field('native_extra', 'E'), field('document_id', 'D')],
    })
    const text = await addDocument(database.db)
    await addRecognition(database.db, text, {
      kind: 'general-text',
      fields: [],
      lines: [line('one'), line('two, "three"')],
    })
    const passport = await addDocument(database.db)
    await addRecognition(database.db, passport, { kind: 'passport', fields: [field('passport_number', 'P')] })
    const rows = await exportedCsv({ ids: [card, text, passport] })
    expect(rows.map((row) => [row['name'], row['native_extra'], row['field_document_id'], row['lines']])).toEqual([
      ['A', 'E', 'D', ''],
      ['', '', '', 'one\ntwo, "three"'],
      ['', '', '', ''],
    ])
    expect(rows.map((row) => row['document_id'])).toEqual([card, text, passport])
    expect((await exportedXlsx({ ids: [card, text, passport] })).map((row) => row['lines'])).toEqual([
      null,
      'one\ntwo, "three"',
      null,
    ])
  })

  test('tables stand in a cell as on a clipboard, and are read back from there', async () => {
    const cell = (row: number, column: number, text: string) => {
      return { row, column, rowSpan: 1, columnSpan: 1, text, quad: null, confidence: null }
    }
    const table = (texts: string[][]): Recognition['tables'][number] => ({
      page: 0,
      quad: [
        [0, 0],
        [9, 0],
        [9, 9],
        [0, 9],
      ],
      rows: texts.length,
      columns: texts[0]!.length,
      cells: texts.flatMap((row, y) => row.map((text, x) => cell(y, x, text))),
    })
    const [first, second] = [
      [
        ['=1+1', 'two\tlines\nof text'],
        ['3', ''],
      ],
      [['only']],
    ]
    const id = await addDocument(database.db)
    await addRecognition(database.db, id, { kind: 'table', fields: [], tables: [table(first), table(second)] })
    for (const [row] of [await exportedCsv({ ids: [id] }), await exportedXlsx({ ids: [id] })]) {
      const [one, other] = (row!['tables'] as string).split(/\r?\n\r?\n/u)
      expect(readTsv(one!)).toEqual(first)
      expect(readTsv(other!)).toEqual(second)
    }
    const other = await addDocument(database.db)
    await addRecognition(database.db, other, { fields: [field('name', 'A')] })
    expect(Object.keys((await exportedCsv({ ids: [other] }))[0]!)).not.toContain('tables')
  })

  test.each([
    '=1+1',
    '+86 10',
    '-5',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '＝1+1',
    "'quoted",
    "''twice",
    '',
    'plain',
    ' =1',
    '"=1"',
    'a,b\r\nc',
    '<b>&amp;',
    '长期',
    'שלום',
    '😀',
  ])('%j comes back as it was, and no spreadsheet runs it', async (value) => {
    expect(unguardFormula(guardFormula(value))).toBe(value)
    const id = await addDocument(database.db)
    const reading = await addRecognition(database.db, id)
    await appendChangeSets(database.db, {
      documentId: id,
      actor: ann,
      now: testMoment,
      baseSequence: 0,
      changeSets: [step(reading, valueChange('field:name', '张伟', value))],
    })
    const { bytes } = await exported({ ids: [id], format: 'csv' })
    const cells = parse(Buffer.from(bytes), { bom: true }).flat()
    expect(cells.filter((cell) => /^[=+\-@\t\r＝]/.test(cell))).toEqual([])
    expect((await exportedCsv({ ids: [id] }))[0]!['name']).toBe(value)
    const cell = (await exportedXlsx({ ids: [id] }))[0]!['name']
    // A line end in a cell is one LF; everything else is as it was, as text and not as a formula.
    expect(cell ?? '').toBe(value.replaceAll(/\r\n?/g, '\n'))
  })

  test('a control character does not break the workbook', async () => {
    const id = await addDocument(database.db)
    const reading = await addRecognition(database.db, id)
    const long = `\u0001\u000B${'长'.repeat(40_000)}`
    await appendChangeSets(database.db, {
      documentId: id,
      actor: ann,
      now: testMoment,
      baseSequence: 0,
      changeSets: [step(reading, valueChange('field:name', '张伟', long))],
    })
    expect((await exportedXlsx({ ids: [id] }))[0]!['name']).toBe('长'.repeat(32_765))
    expect((await exportedCsv({ ids: [id] }))[0]!['name']).toBe(long)
  })
})

describe('which documents', () => {
  test('by filter, in batches, each once', async () => {
    for (let index = 0; index < 120; index += 1)
      await addDocument(database.db, { name: `n${index}`, now: new Date(testMoment.getTime() + index) })
    const { documents } = await exportedJson({ filter: { search: 'n1' } })
    expect(documents.map(({ document }) => document.name)).toEqual(
      Array.from({ length: 120 }, (_, index) => `n${119 - index}`).filter((name) => name.includes('n1')),
    )
    expect(await exportedCsv({ filter: {} })).toHaveLength(120)
  })

  test('an id that does not exist is said, not passed over', async () => {
    const id = await addDocument(database.db)
    const error: unknown = await exported({ ids: [id, 'gone'], format: 'csv' }).catch((thrown: unknown) => thrown)
    expect((error as ProblemError).problem).toMatchObject({
      status: 404,
      code: 'document-not-found',
      parameters: { count: 1 },
    })
  })

  test('nothing found is an empty file of the right form', async () => {
    expect((await exportedJson({ filter: {} })).documents).toEqual([])
    expect(await exportedCsv({ filter: {} })).toEqual([])
    expect(await exportedXlsx({ filter: {} })).toEqual([])
  })

  test('the file’s name holds the moment and nothing of a document', async () => {
    expect((await exported({ filter: {}, format: 'xlsx' })).fileName).toBe('fieldproof-20260301-080000.xlsx')
  })
})
