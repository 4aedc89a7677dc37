import 'fake-indexeddb/auto'
import { describe, expect, it } from 'vitest'
import type { ChangeSet } from '#contract/review'
import { openJournal, volatileJournal, type Journal } from './journal.ts'

let databases = 0
const journals: [string, () => Promise<Journal>][] = [
  ['on disk', () => openJournal(`journal-${++databases}`)],
  ['in memory', async () => volatileJournal()],
]

function changeSet(id: string): ChangeSet {
  return {
    id,
    recognitionId: 'r',
    label: 'value',
    changes: [{ type: 'value', item: 'field:name', from: null, to: id }],
  }
}

describe.each(journals)('the journal %s', (_, open) => {
  it('gives back what was appended, in order and by document', async () => {
    const journal = await open()
    for (const id of ['c', 'a', 'b'])
      await journal.append({ documentId: 'one', changeSet: changeSet(id), baseSequence: 4 })
    await journal.append({ documentId: 'two', changeSet: changeSet('z'), baseSequence: 0 })
    const entries = await journal.pending('one')
    expect(entries.map((entry) => entry.changeSet.id)).toEqual(['c', 'a', 'b'])
    expect(entries[0]).toMatchObject({ documentId: 'one', baseSequence: 4 })
    expect((await journal.documents()).sort()).toEqual(['one', 'two'])
  })

  it('forgets what the server has, and only that', async () => {
    const journal = await open()
    for (const id of ['a', 'b', 'c'])
      await journal.append({ documentId: 'one', changeSet: changeSet(id), baseSequence: 0 })
    await journal.remove(['a', 'c', 'unknown'])
    expect((await journal.pending('one')).map((entry) => entry.changeSet.id)).toEqual(['b'])
  })

  it('replaces the entries of one document in one step', async () => {
    const journal = await open()
    await journal.append({ documentId: 'one', changeSet: changeSet('a'), baseSequence: 0 })
    await journal.append({ documentId: 'two', changeSet: changeSet('b'), baseSequence: 0 })
    await journal.replace('one', [{ documentId: 'one', changeSet: changeSet('c'), baseSequence: 9 }])
    expect((await journal.pending('one')).map(({ changeSet: { id }, baseSequence }) => [id, baseSequence])).toEqual([
      ['c', 9],
    ])
    expect(await journal.pending('two')).toHaveLength(1)
  })

  it('keeps what is being typed', async () => {
    const journal = await open()
    const draft = { documentId: 'one', recognitionId: 'r', item: 'field:name', text: '张' }
    await journal.writeDraft(draft)
    await journal.writeDraft({ ...draft, text: '张三' })
    expect(await journal.draft('one')).toEqual({ ...draft, text: '张三' })
    await journal.clearDraft('one')
    expect(await journal.draft('one')).toBeNull()
  })
})

it('a killed tab finds its journal again', async () => {
  const first = await openJournal('killed')
  await first.append({ documentId: 'one', changeSet: changeSet('a'), baseSequence: 2 })
  first.close()
  const second = await openJournal('killed')
  expect((await second.pending('one')).map((entry) => entry.changeSet.id)).toEqual(['a'])
})
