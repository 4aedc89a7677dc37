import sharp from 'sharp'
import { intakeLimits } from '../../../contract/intake-limits.ts'
import { ProblemError } from '../../../contract/problem.ts'
import type { AdmittedPage } from '../intake.ts'
import { breachProblem, videoEmpty } from '../problems.ts'
import { rasterPage } from '../raster.ts'
import { motionJpegFrames, videoFactsOf } from './frames.ts'

/** The grey that stands for a frame that cannot be shown: neither black nor white passes for a picture. */
const blank = { r: 128, g: 128, b: 128 }

/**
 * The page of a video: its first frame, or an even grey of the same size where its codec is not decoded here (a cloud reads it all the same, and
 * its boxes need a page of the right size).
 * @throws {ProblemError} `video-empty`, `too-many-pixels`, or a broken frame's
 */
export async function videoPage(format: 'avi' | 'mp4', bytes: Uint8Array): Promise<AdmittedPage> {
  try {
    return await rasterPage('jpeg', motionJpegFrames(bytes)[0]!.bytes, 0, false)
  } catch (error) {
    if (!(error instanceof ProblemError && error.problem.code === 'video-codec-unknown')) throw error
  }
  const { width, height } = videoFactsOf(bytes)
  if (!width || !height) throw videoEmpty(format)
  const { maxPixels } = intakeLimits
  if (width * height > maxPixels)
    throw breachProblem({ code: 'too-many-pixels', parameters: { width, height, maxPixels } })
  const picture = await sharp({ create: { width, height, channels: 3, background: blank } })
    .png()
    .toBuffer()
  return rasterPage('png', picture, 0, false)
}
