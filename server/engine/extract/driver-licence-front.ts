import { idNumberAnywhere, readIdNumberHere } from './cards.ts'
import { defineForm, formExtractor, type OpenForm } from './form.ts'
import { heightOf, middleOf } from './geometry.ts'
import { readDate, readName, readOneOf, readPattern, readText, type Found } from './readers.ts'
import { splitAtGaps, textOf, type Glyph } from './text-stream.ts'
import { isHan } from './values.ts'

/**
 * The issuing unit stands in the square seal at the left, in two to four lines of Chinese that no label belongs to, between the address and the
 * validity.
 */
function issuingUnit({ page, hits }: OpenForm<'address' | 'first' | 'class' | 'period' | 'birth'>): Found | null {
  const labels = hits.filter(({ key }) => key === 'first' || key === 'class' || key === 'birth')
  if (labels.length === 0) return null
  const left = Math.min(...labels.map((hit) => hit.left))
  const top = Math.min(...hits.filter(({ key }) => key === 'birth' || key === 'first').map((hit) => hit.top))
  const below = hits.filter(({ key }) => key === 'period').map(middleOf)
  const bottom = Math.min(Infinity, ...below)
  const runs: Glyph[][] = []
  for (const row of page.rows) {
    for (const run of splitAtGaps(row.glyphs, 2)) {
      const inside = run.filter(
        (glyph) => glyph.right < left && middleOf(glyph) > top - 2 * heightOf(glyph) && middleOf(glyph) < bottom,
      )
      const han = inside.filter(isHan)
      if (han.length >= 2 && han.length > inside.length / 2) runs.push(han)
    }
  }
  const value = runs.map(textOf).join('')
  // What else stands there (the rest of a long address) ends where the name of an authority begins.
  return /[局队所]$/.test(value) && value.length >= 6 ? { value, runs } : null
}

/** Main page of the Chinese driving licence (GA 482-2012). */
const form = defineForm({
  labels: {
    number: ['证号', '证号No', '驾驶证号'],
    name: ['姓名', '姓名Name'],
    sex: ['性别', '性别Sex'],
    nationality: ['国籍', '国籍Nationality'],
    address: ['住址', '住址Address'],
    birth: ['出生日期', 'Date of Birth'],
    first: ['初次领证日期', '初始领证日期', 'Date of First Issue'],
    class: ['准驾车型'],
    period: ['有效期限', '有效期', '有效起始日期', 'Valid Period'],
    title: ['中华人民共和国机动车驾驶证'],
  },
  fields: [
    {
      key: 'licence_number',
      label: 'number',
      read: readIdNumberHere,
      otherwise: (form) => idNumberAnywhere(form, 'number'),
    },
    { key: 'name', label: 'name', read: readName, stands: 'right' },
    { key: 'sex', label: 'sex', read: readOneOf(['男', '女']), stands: 'right', look: { signs: 1 } },
    { key: 'address', label: 'address', lines: 3, stands: 'right' },
    {
      key: 'issuing_unit',
      otherwise: (form) => issuingUnit(form as OpenForm<'address' | 'first' | 'class' | 'period' | 'birth'>),
    },
    { key: 'first_issue_date', label: 'first', read: readDate, stands: 'right' },
    {
      key: 'vehicle_class',
      label: 'class',
      stands: 'right',
      read: readPattern(/[ABCDEFMNP][1-6]?(?:[ABCDEFMNP][1-6]?)*/, {}),
      look: { signs: 4, alphabet: 'ABCDEFMNP123456' },
    },
    { key: 'valid_from', label: 'period', read: readDate, stands: 'right', gap: 12 },
    {
      key: 'valid_to',
      label: 'period',
      stands: 'right',
      gap: 12,
      read: (runs) => {
        const text = readText()(runs)
        if (!text) return null
        const long = readPattern(/长期/)(runs)
        if (long) return long
        const years = readPattern(/(?:至|有效期)(\d{1,2}年)$/)(runs)
        const all = runs
          .map((run) => readPattern(/\d{4}.?\d{2}.?\d{2}\D{0,6}?(\d{4}[年.-]?\d{2}[月.-]?\d{2}日?)/)([run]))
          .find((found) => found !== null)
        const date = all && readDate(all.runs)
        return date ?? years
      },
    },
  ],
})

/** Kind `driver-licence-front`. */
export const extractDriverLicenceFront = formExtractor(form)
