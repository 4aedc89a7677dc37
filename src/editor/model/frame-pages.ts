import type { DocumentDetail, Page } from '#contract/document'
import type { EditorState } from './editor-state.ts'

/** The pages as they are reviewed: of a video every frame that was read, each at its moment (contract/review.ts). */
export function pagesOf({
  document,
  pages,
  recognition,
}: Pick<DocumentDetail, 'document' | 'pages' | 'recognition'>): Page[] {
  const [page] = pages
  const frames = recognition?.status === 'succeeded' ? recognition.frames : []
  if (!page || frames.length === 0) return pages
  return frames.map(({ timeMs }, index) => {
    const base = `/api/v1/documents/${encodeURIComponent(document.id)}/frames/${timeMs}`
    return {
      ...page,
      index,
      imageUrl: `${base}/image`,
      previewUrl: `${base}/preview`,
      thumbnailUrl: `${base}/thumbnail`,
    }
  })
}

/** The moments of a video's frames in milliseconds; null for everything else. */
export function frameTimes({ document }: Pick<EditorState, 'document'>): readonly number[] | null {
  const frames = document?.recognition.frames ?? []
  return frames.length === 0 ? null : frames.map(({ timeMs }) => timeMs)
}

/** A moment of a video as 1:05.5. */
export function clockTime(timeMs: number): string {
  const tenths = Math.round(timeMs / 100)
  const seconds = Math.floor(tenths / 10)
  const rest = `${String(seconds % 60).padStart(2, '0')}${tenths % 10 === 0 ? '' : `.${tenths % 10}`}`
  return `${Math.floor(seconds / 60)}:${rest}`
}

/** What was read from one moment to another: the same text in frames that follow each other is one passage. */
export interface Passage {
  text: string
  /** The first and the last frame. */
  from: number
  to: number
}

/** Text by time, from the items as they stand. */
export function passagesOf(state: EditorState): Passage[] {
  const texts: string[][] = (frameTimes(state) ?? []).map(() => [])
  for (const { page, value } of state.document?.review.items ?? []) {
    if (value !== null && value !== '') texts[page]?.push(value)
  }
  const passages: Passage[] = []
  for (const [frame, lines] of texts.entries()) {
    const text = lines.join(' ')
    const last = passages.at(-1)
    if (text === '') continue
    if (last?.text === text && last.to === frame - 1) last.to = frame
    else passages.push({ text, from: frame, to: frame })
  }
  return passages
}
