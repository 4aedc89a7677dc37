import type { DocumentDetail } from '#contract/document'
import type { Line } from '#contract/result'
import type { ChangeSet } from '#contract/review'
import { volatileJournal } from '../../src/editor/model/journal.ts'
import { Outbox } from '../../src/editor/model/outbox.ts'
import { Session } from '../../src/editor/model/session.ts'
import { ViewController } from '../../src/editor/model/view-controller.ts'
import type { BenchBox } from './contract.ts'

/** As usual in the console. */
const THRESHOLD = 0.8
const KIND = 'general-text'

function lineOf({ quad, text, confidence }: BenchBox): Line {
  const [x0, y0, x1, y1, x2, y2, x3, y3] = quad
  return {
    text: text ?? '',
    page: 0,
    quad: [
      [x0, y0],
      [x1, y1],
      [x2, y2],
      [x3, y3],
    ],
    confidence,
    chars: [],
  }
}

function detailOf(
  image: { url: string; previewUrl: string; width: number; height: number },
  boxes: BenchBox[],
): DocumentDetail {
  const { width, height } = image
  const at = '2026-01-01T00:00:00Z'
  const reading = { provider: 'local', capability: KIND, kind: KIND, mode: 'local' as const }
  return {
    document: {
      ...reading,
      id: `bench ${image.url}`,
      name: 'page',
      state: 'review',
      format: 'jpeg',
      bytes: 0,
      pageCount: 1,
      lowestConfidence: null,
      openChecks: 0,
      corrections: 0,
      claim: null,
      createdAt: at,
      updatedAt: at,
      createdBy: 'bench',
      decidedAt: null,
      decidedBy: null,
    },
    pages: [
      { index: 0, width, height, imageUrl: image.url, previewUrl: image.previewUrl, thumbnailUrl: image.previewUrl },
    ],
    recognition: {
      ...reading,
      id: 'bench',
      documentId: 'bench',
      status: 'succeeded',
      requestId: null,
      startedAt: at,
      finishedAt: at,
      durationMs: 0,
      pages: [{ index: 0, width, height }],
      fields: [],
      lines: boxes.map(lineOf),
      tables: [],
      regions: [],
      frames: [],
      raw: null,
    },
    recognitions: [],
    changeSets: [],
    sequence: 0,
  }
}

/** The console's own session on a document of so many lines; what it sends is acknowledged at once. */
export function openBenchSession(
  image: { url: string; previewUrl: string; width: number; height: number },
  boxes: BenchBox[],
): Session {
  let sequence = 0
  const send = (_: string, baseSequence: number, changeSets: ChangeSet[]) => {
    const stored = changeSets.map((changeSet) => ({ ...changeSet, sequence: (sequence += 1) }))
    return Promise.resolve({ sequence: Math.max(sequence, baseSequence), changeSets: stored })
  }
  const journal = volatileJournal()
  const view = new ViewController({
    now: () => performance.now(),
    frame: (task) => {
      const id = requestAnimationFrame(task)
      return () => cancelAnimationFrame(id)
    },
    reducedMotion: () => false,
  })
  // Without flags nothing takes the focus, and the view stays fitted; they come with the threshold.
  let threshold = 0
  const session = new Session(
    { detail: detailOf(image, boxes), leftovers: [], draft: null, me: null },
    {
      journal,
      outbox: new Outbox({ journal, send }),
      view,
      uuid: () => crypto.randomUUID(),
      look: () => Promise.resolve({ text: '', confidence: null }),
      later: (milliseconds, task) => {
        const timer = setTimeout(task, milliseconds)
        return () => clearTimeout(timer)
      },
      openNext: () => Promise.resolve(false),
      decided: () => {},
      threshold: {
        read: () => threshold,
        write: (value) => {
          threshold = value
        },
      },
    },
  )
  session.setThreshold(THRESHOLD)
  return session
}
