import decode from 'heic-decode'
import { intakeLimits } from '../../contract/intake-limits.ts'
import { breachProblem, undecodable } from './problems.ts'
import type { RawPage } from './raw-page.ts'

/**
 * The first picture of a HEIC file. libheif turns and mirrors it as the file's `irot` and `imir` say, which take the place of EXIF's orientation
 * (ISO/IEC 23008-12): the pixels are upright.
 */
export async function decodeHeic(bytes: Uint8Array): Promise<RawPage> {
  const images = await decode.all({ buffer: bytes })
  try {
    const [first] = images
    if (!first) throw undecodable('heic')
    const { maxPixels } = intakeLimits
    const { width, height } = first
    // Asked before decoding, whose memory would be gone before it noticed.
    if (width * height > maxPixels)
      throw breachProblem({ code: 'too-many-pixels', parameters: { width, height, maxPixels } })
    const { data } = await first.decode()
    return { width, height, data: new Uint8Array(data.buffer, data.byteOffset, data.byteLength), photographic: true }
  } finally {
    images.dispose()
  }
}
