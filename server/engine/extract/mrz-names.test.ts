import { describe, expect, it } from 'vitest'
import { mrzLayouts } from '../../contract/checks/mrz.ts'
import { withNamesRight } from './mrz-names.ts'

const named = (names: string, mayBeFiller = true) =>
  withNamesRight([names.padEnd(44, '<'), ''], mrzLayouts.TD3, () => mayBeFiller)[0]!.replace(/<+$/, '')

describe('the names of a zone', () => {
  it.each([
    ['P<UTOLINDBERG<<MARTA<<<<S<K', 'P<UTOLINDBERG<<MARTA'],
    ['P<UTOLINDBERG<<MARTA<<<S<<A<<K', 'P<UTOLINDBERG<<MARTA'],
    ['P<UTOLINDBERG<<MARTA<<<<SKKA<KA', 'P<UTOLINDBERG<<MARTA'],
  ])('end where three fillers stand: %s', (read, right) => {
    expect(named(read)).toBe(right)
  })

  it.each([
    ['P<UTOLINDBERGK<MARTA<EVA', 'P<UTOLINDBERG<<MARTA<EVA'],
    ['P<UTOLINDBERG<KMARTA', 'P<UTOLINDBERG<<MARTA'],
  ])('are parted by two fillers, one of which may look like a K: %s', (read, right) => {
    expect(named(read)).toBe(right)
    // Nothing at that place was ever read as a filler: the K is printed.
    expect(named(read, false)).toBe(read)
  })

  it.each(['P<UTOKRISTIK<<KARL<ERIK', 'P<UTOMAREK<SVEK<JAN', 'P<UTOLINDBERG', 'V<UTOLINDBERG<<MARTA<<<EVALOTTA'])(
    'stay where nothing contradicts them: %s',
    (read) => {
      expect(named(read)).toBe(read)
    },
  )

  it('are nothing where their line was not found', () => {
    const lines = ['I<UTOD231458907<<<<<<<<<<<<<<<', '7408122F1204159UTO<<<<<<<<<<<6']
    expect(withNamesRight(lines, mrzLayouts.TD1, () => true)).toEqual(lines)
  })

  it('take K behind P for a filler', () => {
    expect(named('PKUTOLINDBERG<<MARTA')).toBe('P<UTOLINDBERG<<MARTA')
    expect(named('PAUTOLINDBERG<<MARTA')).toBe('PAUTOLINDBERG<<MARTA')
  })
})
