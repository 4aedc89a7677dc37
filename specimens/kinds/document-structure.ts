import { chineseSentences, chineseTitles } from '../corpus.ts'
import { ink, markSpecimen, startPaper, wrapText } from '../form.ts'
import { drawTable } from '../ruled-table.ts'
import type { TextStyle } from '../sheet.ts'
import type { SpecimenKind } from './kind.ts'

/** A page with a heading, paragraphs and a table between them. */
export const documentStructure: SpecimenKind = {
  kind: 'document-structure',
  surroundings: 'page',
  draw(random) {
    const sheet = startPaper(
      'document-structure',
      random,
      { width: 210, height: 260 },
      { pixels: random.integer(1050, 1250) },
    )
    const style: TextStyle = { face: random.pick(['sans', 'serif'] as const), size: 4.6, colour: ink(random) }
    const [left, right] = [22, 188]
    sheet.print(random.pick(chineseTitles), 105, 28, { ...style, weight: 700, size: 8, align: 'centre', spacing: 0.6 })
    let y = 44
    const paragraph = () => {
      const text = random.sample(chineseSentences, random.integer(2, 3)).join('')
      // The first line of a paragraph is indented by two signs: an invisible prefix takes their room.
      const lines = wrapText(sheet, `　　${text}`, style, right - left)
      for (const [index, line] of lines.entries()) {
        sheet.print(line.replace(/^　+/, ''), index === 0 ? left + 2 * style.size : left, y, style)
        y += 8
      }
      y += 3
    }
    paragraph()
    paragraph()
    const { bottom } = drawTable(sheet, random, { left, top: y, right, rowHeight: 9.5 }, { ...style, size: 4.2 })
    y = bottom + 14
    if (y < 225) paragraph()
    markSpecimen(sheet, left, 252, 3.6)
    return sheet
  },
}
