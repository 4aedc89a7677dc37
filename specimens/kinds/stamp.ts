import { inventCompany } from '../business.ts'
import { chineseSentences } from '../corpus.ts'
import { drawSeal, ink, markSpecimen, startPaper } from '../form.ts'
import { hsl } from '../paper.ts'
import type { TextStyle } from '../sheet.ts'
import type { SpecimenKind } from './kind.ts'

/** The foot of a letter with the firm's round seal. */
export const stamp: SpecimenKind = {
  kind: 'stamp',
  surroundings: 'page',
  draw(random) {
    const sheet = startPaper('stamp', random, { width: 120, height: 100 }, { pixels: random.integer(1000, 1300) })
    const text: TextStyle = { face: 'serif', size: 4, colour: ink(random) }
    sheet.print(random.pick(chineseSentences).slice(0, 24), 10, 14, text)
    sheet.print('特此证明。', 10, 22, text)
    const company = inventCompany(random)
    const name = company.name.slice(0, 16)
    const inner = random.pick(['合同专用章', '财务专用章', '发票专用章', undefined])
    const [x, y, radius] = [random.between(50, 74), random.between(56, 60), random.between(23, 30)] as const
    const colour = hsl(random.between(0, 8), 80, random.between(40, 48))
    const line = drawSeal(sheet, { x, y, radius, name, colour, ...(inner !== undefined && { inner }) })
    sheet.region('stamp', x - radius, y - radius, x + radius, y + radius)
    const printed = sheet.truth.lines[0]!
    sheet.addField('stamp_text', name, [{ ...printed, quad: sheet.truth.regions.stamp! }])
    if (line && inner !== undefined) sheet.addField('other_text', inner, [line])
    markSpecimen(sheet, 8, 94, 3)
    return sheet
  },
}
