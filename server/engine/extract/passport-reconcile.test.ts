import { describe, expect, it } from 'vitest'
import { fakePage, type Printed } from './fake-reading.ts'
import { extractFindings } from './index.ts'
import { withUmlauts } from './passport-reconcile.ts'
import { textPage } from './text-stream.ts'

const read = (text: string) => ({
  value: text.replaceAll('~', ''),
  glyphs: textPage(fakePage([{ text: text.replaceAll('~', ' '), x: 60, y: 60, pitch: 20 }])).rows[0]!.glyphs,
})

describe('withUmlauts', () => {
  it.each([
    ['MULLER', 'MUELLER', 'MÜLLER'],
    ['SCHAFER', 'SCHAEFER', 'SCHÄFER'],
    ['JURGEN MAX', 'JUERGEN MAX', 'JÜRGEN MAX'],
    ['KOHLER-BOHM', 'KOEHLER BOEHM', 'KÖHLER-BÖHM'],
  ])('%s, in the zone %s, is %s', (printed, said, name) => {
    expect(withUmlauts(read(printed), said)).toBe(name)
  })

  it.each([
    ['MUELLER', 'MUELLER'],
    ['MILLER', 'MUELLER'],
    // There is room for the E that was lost.
    ['MU~LLER', 'MUELLER'],
  ])('%s, in the zone %s, stays', (printed, said) => {
    expect(withUmlauts(read(printed), said)).toBeNull()
  })
})

describe('zones of other formats', () => {
  const values = async (lines: readonly string[]) => {
    const printed = lines.map((text, index): Printed => ({ text, x: 60, y: 300 + index * 60, pitch: 26 }))
    const { fields } = await extractFindings('passport-mrz', [fakePage(printed)])
    return Object.fromEntries(fields.map(({ key, value }) => [key, value]))
  }

  // ICAO 9303-5 and 9303-6, appendix B; 9303-7, appendix B.
  it.each([
    [
      ['I<UTOD231458907<<<<<<<<<<<<<<<', '7408122F1204159UTO<<<<<<<<<<<6', 'ERIKSSON<<ANNA<MARIA<<<<<<<<<<'],
      { document_type: 'I', passport_number: 'D23145890', sex: 'F' },
    ],
    [
      ['I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<', 'D231458907UTO7408122F1204159<<<<<<<6'],
      { document_type: 'I', passport_number: 'D23145890', sex: 'F' },
    ],
    [
      ['V<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<', 'L8988901C4UTO4009078F96121096ZE184226B<<<<<<'],
      { document_type: 'V', passport_number: 'L8988901C', birth_date: '1940-09-07' },
    ],
  ])('reads %s', async (lines, wanted) => {
    expect(await values(lines)).toMatchObject({
      ...wanted,
      surname: 'ERIKSSON',
      given_name: 'ANNA MARIA',
      country_code: 'UTO',
      nationality: 'UTO',
      mrz_line1: lines[0],
      mrz_line2: lines[1],
    })
  })

  it('takes K between fillers, and beside the only filler of the names, for fillers', async () => {
    const lines = ['P<UTOERIKSSON<KANNA<<<<<<<<<K<<<<<<<<<<<<<<<', 'L898902C36UTO7408122F1204159ZE184226B<<K<<10']
    expect(await values(lines)).toMatchObject({
      surname: 'ERIKSSON',
      given_name: 'ANNA',
      mrz_line2: 'L898902C36UTO7408122F1204159ZE184226B<<<<<10',
    })
  })
})
