import { generalText } from './general-text.ts'
import type { SpecimenKind } from './kind.ts'

/** A page of a PDF is a page of text; the samples put several into one file. */
export const pdf: SpecimenKind = {
  kind: 'pdf',
  surroundings: 'page',
  draw(random) {
    const sheet = generalText.draw(random)
    sheet.truth.kind = 'pdf'
    return sheet
  },
}
