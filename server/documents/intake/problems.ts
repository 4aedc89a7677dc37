import type { Format, LimitBreach } from '../../contract/limits.ts'
import { ProblemError, type Problem } from '../../contract/problem.ts'

type Parameters = NonNullable<Problem['parameters']>

/** 1234567 as 1.2 MB, as file managers write it. */
function megabytes(bytes: number): string {
  return bytes >= 1e6
    ? `${Number((bytes / 1e6).toFixed(1))} MB`
    : bytes >= 1e3
      ? `${Math.round(bytes / 1e3)} kB`
      : `${bytes} bytes`
}

const megapixels = (pixels: number) => `${Math.round(pixels / 1e6)} megapixels`
const pagesOf = (count: number) => `${count} ${count === 1 ? 'page' : 'pages'}`

interface Words {
  status: 413 | 415 | 422
  title: string
  detail: (parameters: Record<string, string | number>) => string
  action: string
}

/** What a reviewer reads; the screen translates by the code. */
const words = {
  'file-empty': {
    status: 422,
    title: 'The file is empty',
    detail: () => 'The file holds no bytes at all. It was probably not copied or downloaded to the end.',
    action: 'Copy or download the file again.',
  },
  'format-unknown': {
    status: 415,
    title: 'The file is not a picture or a PDF',
    detail: ({ formats }) => `By its content, whatever its name says, the file is none of ${formats}.`,
    action: 'Save or photograph the document as JPEG, PNG or PDF.',
  },
  'format-not-accepted': {
    status: 415,
    title: 'This recogniser does not take this format',
    detail: ({ format, formats }) => `The file is ${format}; the recogniser takes ${formats}.`,
    action: 'Choose another recogniser, or save the document in one of these formats.',
  },
  'file-too-small': {
    status: 422,
    title: 'The file is too small',
    detail: ({ bytes, minBytes }) => `The file has ${bytes} bytes; the recogniser asks for at least ${minBytes}.`,
    action: 'Send a picture with more detail.',
  },
  'file-too-large': {
    status: 413,
    title: 'The file is too large',
    detail: ({ bytes, maxBytes }) =>
      `The file has ${megabytes(Number(bytes))}; at most ${megabytes(Number(maxBytes))} are accepted.`,
    action: 'Save it with a lower resolution or as JPEG, or split it.',
  },
  'image-too-small': {
    status: 422,
    title: 'The picture is too small',
    detail: ({ width, height, minSidePixels }) =>
      `The picture measures ${width} x ${height} pixels; each side must have at least ${minSidePixels}.`,
    action: 'Photograph or scan the document with a higher resolution.',
  },
  'image-too-large': {
    status: 422,
    title: 'The picture is too large',
    detail: ({ width, height, maxSidePixels }) =>
      `The picture measures ${width} x ${height} pixels; each side may have at most ${maxSidePixels}.`,
    action: 'Save the picture with a lower resolution.',
  },
  'too-many-pixels': {
    status: 422,
    title: 'The picture has too many pixels',
    detail: ({ width, height, maxPixels }) =>
      `The picture claims ${width} x ${height} pixels; at most ${megapixels(Number(maxPixels))} are accepted for a page.`,
    action: 'Scan or save it with a lower resolution.',
  },
  'too-many-pages': {
    status: 422,
    title: 'The document has too many pages',
    detail: ({ pages, maxPages }) => `The document has ${pagesOf(Number(pages))}; at most ${maxPages} are accepted.`,
    action: 'Split the document, or save only the pages that matter.',
  },
  'video-too-long': {
    status: 422,
    title: 'The video is too long',
    detail: ({ seconds, maxSeconds }) => `The video lasts ${seconds} seconds; at most ${maxSeconds} are accepted.`,
    action: 'Cut it to the part that matters.',
  },
  'frame-rate-too-high': {
    status: 422,
    title: 'The video has too many frames a second',
    detail: ({ framesPerSecond, maxFramesPerSecond }) =>
      `The video has ${framesPerSecond} frames a second; at most ${maxFramesPerSecond} are accepted.`,
    action: 'Save it with fewer frames a second.',
  },
} satisfies Record<LimitBreach['code'], Words>

function documentProblem(
  code: string,
  { status, title, detail, action }: Words,
  parameters: Parameters,
  cause?: unknown,
) {
  return new ProblemError(
    {
      code,
      status,
      title,
      detail: detail(parameters as Record<string, string | number>),
      action,
      parameters,
      retryable: false,
      whoseFault: 'document',
    },
    { cause },
  )
}

/** A breach of limits (contract/limits.ts) as the problem that the caller gets. */
export function breachProblem({ code, parameters }: LimitBreach): ProblemError {
  return documentProblem(code, words[code], parameters)
}

const where = (page: number | undefined) => (page === undefined ? 'The file' : `Page ${page}`)
const pageParameters = (format: Format, page: number | undefined): Parameters => ({
  format: format.toUpperCase(),
  ...(page !== undefined && { page }),
})

/** The file ends before its picture does. `page` counts from 1. */
export function truncated(format: Format, page?: number, cause?: unknown): ProblemError {
  const text: Words = {
    status: 422,
    title: 'The picture is cut off',
    detail: () => `${where(page)} ends before its ${format.toUpperCase()} picture does: a part of it is missing.`,
    action: 'Copy or download the file again, or photograph the document anew.',
  }
  return documentProblem('image-truncated', text, pageParameters(format, page), cause)
}

/** The bytes are damaged, or of a sort that cannot be decoded. */
export function undecodable(format: Format, page?: number, cause?: unknown): ProblemError {
  const text: Words = {
    status: 422,
    title: 'The picture cannot be read',
    detail: () =>
      `${where(page)} looks like ${format.toUpperCase()}, but its content is damaged or of an unusual sort.`,
    action: 'Open the file on your computer; if it shows there, save it anew as JPEG, PNG or PDF.',
  }
  return documentProblem('image-undecodable', text, pageParameters(format, page), cause)
}

/** A page without any size or without anything on it. */
export function pageEmpty(format: Format, page?: number): ProblemError {
  const text: Words = {
    status: 422,
    title: 'There is nothing on the page',
    detail: () =>
      page === undefined ? 'No page of the document has anything on it.' : `${where(page)} has no size or no content.`,
    action: 'Check that the right file was chosen, or scan the document anew.',
  }
  return documentProblem('page-empty', text, pageParameters(format, page))
}

/** The PDF asks for a password. */
export function pdfEncrypted(): ProblemError {
  const text: Words = {
    status: 422,
    title: 'The PDF is protected by a password',
    detail: () => 'The PDF is encrypted and opens only with a password, which the console does not ask for.',
    action: 'Open it with its password and save or print it as a PDF without one.',
  }
  return documentProblem('pdf-encrypted', text, { format: 'PDF' })
}

/** Decoding took longer, or more memory, than any honest document needs. */
export function tooCostly(format: Format, cause?: unknown): ProblemError {
  const text: Words = {
    status: 422,
    title: 'The document takes too long to open',
    detail: () => 'Opening the document needed more time or memory than is given to one document.',
    action: 'Save it with a lower resolution or with fewer pages.',
  }
  return documentProblem('document-too-costly', text, { format: format.toUpperCase() }, cause)
}

/** The object that a document should be made of is not there: never uploaded, or swept since. */
export function uploadNotFound(): ProblemError {
  return new ProblemError({
    code: 'upload-not-found',
    status: 404,
    title: 'The uploaded file is not there',
    detail: 'There is no upload under this key: it was not finished, was used already, or is too long ago.',
    action: 'Upload the file again.',
    retryable: false,
    whoseFault: 'caller',
  })
}

/** A container without a single frame that could be shown. */
export function videoEmpty(format: Format): ProblemError {
  const text: Words = {
    status: 422,
    title: 'The video holds no frames',
    detail: () => `The ${format.toUpperCase()} file names no frame, or is cut off before its first one.`,
    action: 'Copy or record it again.',
  }
  return documentProblem('video-empty', text, { format: format.toUpperCase() })
}

/** The frames are coded in a way that is not decoded here. */
export function videoCodecUnknown(format: Format, codec: string | null): ProblemError {
  const text: Words = {
    status: 422,
    title: 'The frames of this video cannot be decoded here',
    detail: () =>
      `The video is coded as ${codec ?? 'something unknown'}; Motion JPEG alone is decoded without further programs.`,
    action: 'Save it as an AVI with Motion JPEG, or have a cloud in live mode read it.',
  }
  return documentProblem('video-codec-unknown', text, { format: format.toUpperCase(), codec: codec ?? '' })
}
