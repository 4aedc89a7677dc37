import type { Random } from '../random.ts'
import type { Sheet } from '../sheet.ts'

/** What a specimen is photographed on. `card` and `book` lie on a desk or are cropped; `page` is scanned. */
export type Surroundings = 'card' | 'book' | 'page'

/** One sort of specimen: draws one sheet and writes down what it prints. */
export interface SpecimenKind {
  kind: string
  surroundings: Surroundings
  draw(random: Random): Sheet
}
