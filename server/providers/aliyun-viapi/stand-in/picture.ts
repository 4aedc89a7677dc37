import { factsOf } from '../../../contract/file-facts.ts'
import { checkLimits, type LimitBreach, type Limits } from '../../../contract/limits.ts'
import { ProblemError } from '../../../contract/problem.ts'
import { Refused } from './refused.ts'

/** The document's code for each way of breaking a limit. */
function refusalOf({ code }: LimitBreach): Refused {
  switch (code) {
    case 'format-unknown':
    case 'file-empty':
      return new Refused('InvalidImage.Content', 'The image content is invalid.')
    case 'format-not-accepted':
      return new Refused('InvalidImageType', 'The image type is not supported.')
    case 'file-too-large':
    case 'too-many-pages':
    case 'video-too-long':
    case 'frame-rate-too-high':
      return new Refused('InvalidParameter.TooLarge', 'The content is larger than the api allows.')
    // Invention: the document has limits of pixels and no code of their own for them.
    case 'image-too-large':
    case 'too-many-pixels':
      return new Refused('InvalidParameter.TooLarge', 'The image has more pixels than the api allows.')
    default:
      return new Refused('InvalidParameter', 'The image is smaller than the api allows.')
  }
}

/** Refuses what breaks a limit of the action. @throws Refused */
export function checkFile(bytes: Uint8Array, limits: Limits): void {
  const [breach] = checkLimits(factsOf(bytes, bytes.byteLength), limits)
  if (breach) throw refusalOf(breach)
}

/** The number of pages is known only once a PDF was opened. @throws Refused */
export function checkPages(pages: number, { maxPages }: Limits): void {
  if (maxPages !== undefined && pages > maxPages) throw refusalOf({ code: 'too-many-pages', parameters: {} })
}

/** What the engine says of a file that it cannot decode, in the document's words; other errors are the service's own. */
export function asRefused(error: unknown, bytes: Uint8Array): unknown {
  if (!(error instanceof ProblemError) || error.problem.whoseFault !== 'document') return error
  if (factsOf(bytes, bytes.byteLength).format === 'gif') {
    return new Refused('InvalidImage.Gif', 'The gif could not be decoded.')
  }
  return new Refused('InvalidImage.UnsupportedMediaType', 'The image could not be decoded.', 415)
}
