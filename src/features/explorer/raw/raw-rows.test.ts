// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { rawRows } from './raw-rows.ts'
import { loosePath, mostShown, textOf } from './row.ts'

const lines = (body: string) => rawRows(body).map((row) => '  '.repeat(row.depth) + textOf(row))
const paths = (body: string) => rawRows(body).map(({ path }) => path)

describe('a raw answer as lines', () => {
  it('is indented, and each line knows its path', () => {
    const body = '{"Data":{"Name":"Li","Boxes":[[1,2],{"x":true}],"No":[],"Nil":null}}'
    expect(lines(body)).toEqual([
      '{',
      '  "Data": {',
      '    "Name": "Li",',
      '    "Boxes": [',
      '      [',
      '        1,',
      '        2',
      '      ],',
      '      {',
      '        "x": true',
      '      }',
      '    ],',
      '    "No": [],',
      '    "Nil": null',
      '  }',
      '}',
    ])
    expect(paths(body)).toEqual([
      '',
      'Data',
      'Data.Name',
      'Data.Boxes',
      'Data.Boxes[0]',
      'Data.Boxes[0][0]',
      'Data.Boxes[0][1]',
      null,
      'Data.Boxes[1]',
      'Data.Boxes[1].x',
      null,
      null,
      'Data.No',
      'Data.Nil',
      null,
      null,
    ])
  })

  it('keeps digits that a number in the page could not hold, and names that stand twice', () => {
    expect(lines('{"n":622848040283744218900,"n":1.10}')).toEqual([
      '{',
      '  "n": 622848040283744218900,',
      '  "n": 1.10',
      '}',
    ])
  })

  it('opens an answer that is a string in an answer', () => {
    const inner = JSON.stringify({ Words: [{ Text: 'a"b' }] })
    const body = JSON.stringify({ Data: { Result: inner, Status: 'X' } })
    expect(paths(body)).toContain('Data.Result.Words[0].Text')
    expect(lines(body)).toContain('    "Status": "X"')
    expect(lines('{"a":"{not json"}')).toEqual(['{', '  "a": "{not json"', '}'])
  })

  it('shows what is neither JSON nor XML as it came, also when it only begins like it', () => {
    expect(lines('{"Data":{"Name":"L')).toEqual(['{"Data":{"Name":"L'])
    expect(lines('[1,2')).toEqual(['[1,2'])
    expect(lines('busy\nagain')).toEqual(['busy', 'again'])
    expect(lines('')).toEqual([''])
  })

  it('shortens a value that nobody reads, and says by how much', () => {
    const [, line] = lines(JSON.stringify({ image: 'x'.repeat(5000) }))
    expect(line!.length).toBeLessThan(mostShown + 60)
    expect(line).toContain(`… +${5002 - mostShown}`)
  })

  it('names XML without its root, and lists only where a name stands several times', () => {
    const body = '<?xml version="1.0"?><R><Data><T><a>1</a></T><T><a>2</a><b x="y"/></T></Data><Id>q</Id></R>'
    expect(lines(body)).toContain('      <a>2</a>')
    expect(lines(body)).toContain('      <b x="y"></b>')
    expect(paths(body).filter((path) => path !== null)).toEqual([
      '',
      'Data',
      'Data.T[0]',
      'Data.T[0].a',
      'Data.T[1]',
      'Data.T[1].a',
      'Data.T[1].b',
      'Id',
    ])
  })

  it('has the same loose path in JSON and XML for a list of one', () => {
    expect(loosePath('Data.T[0].a')).toBe(loosePath('Data.T.a'))
    expect(loosePath('[0].Data.a')).toBe('Data.a')
    expect(loosePath('Data.T[10].a')).toBe('Data.T[10].a')
  })

  it('takes a long answer in a moment', () => {
    const body = JSON.stringify({ Lines: Array.from({ length: 20_000 }, (_, id) => ({ id, text: 'word' })) })
    const started = performance.now()
    expect(rawRows(body)).toHaveLength(20_000 * 4 + 4)
    expect(performance.now() - started).toBeLessThan(2000)
  })
})
