import type { FileFacts } from '#contract/limits'
import { fetchSample, type Sample } from '../../api/samples.ts'
import { readFacts } from '../../ui/files/read-facts.ts'

/** The file of the form, looked at: what it is, and a picture of it where the browser can show one. */
export interface ChosenFile {
  file: File
  facts: FileFacts
  /** Of a bundled sample, its name in the list. */
  sample: string | null
  /** The picture as the browser shows it, upright; null for what it cannot show (TIFF, PDF, video). */
  picture: { url: string; width: number; height: number } | null
}

/** The browser turns a photograph as its EXIF says, as intake does. */
async function pictureOf(file: File): Promise<ChosenFile['picture']> {
  try {
    const bitmap = await createImageBitmap(file)
    const { width, height } = bitmap
    bitmap.close()
    return { url: URL.createObjectURL(file), width, height }
  } catch {
    return null
  }
}

/** @throws {ProblemError} `file-unreadable` */
export async function lookAtFile(file: File, sample: string | null = null): Promise<ChosenFile> {
  const facts = await readFacts(file)
  return { file, facts, sample, picture: await pictureOf(file) }
}

/** @throws {ProblemError} when the sample is not there */
export async function lookAtSample(sample: Sample): Promise<ChosenFile> {
  return lookAtFile(await fetchSample(sample), sample.file)
}
