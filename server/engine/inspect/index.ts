import { readArabic } from '../arabic/read-arabic.ts'
import { quadOfBounds, type Quad } from '../../contract/geometry.ts'
import type { InspectJob } from '../messages.ts'
import type { Models } from '../page-jobs.ts'
import { pictureOf } from '../picture.ts'
import type { Inspections } from '../reading.ts'
import { findCodes } from './codes.ts'
import { measureGround } from './ground.ts'
import { findOutlines } from './outline.ts'
import { findPlates } from './plate-find.ts'
import { measureQuality } from './quality.ts'
import { findRules } from './rules.ts'
import { readSeals } from './seals.ts'

const wholeOf = ({ width, height }: { width: number; height: number }): Quad =>
  quadOfBounds({ left: 0, top: 0, right: width, bottom: height })

/** Looks at a page's pixels for something other than lines of text, in the worker that holds them. */
export async function inspectPage(
  models: Models,
  { page, what, angle, within }: InspectJob,
): Promise<Inspections[keyof Inspections]> {
  const picture = pictureOf(page)
  switch (what) {
    case 'arabic':
      return readArabic(picture, within)
    case 'codes':
      return findCodes(picture)
    case 'ground':
      return measureGround(picture, within ?? wholeOf(picture))
    case 'outlines':
      return findOutlines(picture)
    case 'plates':
      return findPlates(picture)
    case 'quality':
      return measureQuality(picture)
    case 'rules':
      return findRules(picture, angle)
    case 'seals':
      return readSeals(models.recogniser, picture)
  }
}
