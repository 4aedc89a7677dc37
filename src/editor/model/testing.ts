import type { DocumentDetail } from '#contract/document'
import type { Point, Quad } from '#contract/geometry'
import type { Character, Field, Line, Recognition } from '#contract/result'
import type { ChangeAnswer, ChangeSet } from '#contract/review'
import { volatileJournal, type Journal } from './journal.ts'
import { Outbox } from './outbox.ts'
import type { OpenSession, SessionServices } from './session-core.ts'
import { Session } from './session.ts'
import { ViewController } from './view-controller.ts'

/** An upright rectangle as a quad, for tests. */
export function rectangle(left: number, top: number, width: number, height: number): Quad {
  return [
    [left, top],
    [left + width, top],
    [left + width, top + height],
    [left, top + height],
  ]
}

/** Characters of 20 x 20 pixels side by side; a space leaves a gap of its own width and is no character. */
export function characters(text: string, [left, top]: Point, confidence = 0.99): Character[] {
  return Array.from(text).flatMap((character, index) =>
    character === ' '
      ? []
      : [{ text: character, quad: rectangle(left + index * 20, top, 20, 20), confidence, alternatives: [] }],
  )
}

export function line(text: string, [left, top]: Point, page = 0): Line {
  const chars = characters(text, [left, top])
  const quad = rectangle(left, top, Array.from(text).length * 20, 20)
  return { text: text.replaceAll(' ', ''), page, quad, confidence: 0.98, chars }
}

export function field(key: string, value: string | null, patch: Partial<Field> = {}): Field {
  return {
    key,
    value,
    native: { path: key, value },
    page: 0,
    quads: [],
    boxSource: null,
    confidence: 0.99,
    confidenceSource: 'engine',
    agreement: null,
    checks: [],
    ...patch,
  }
}

/** The portrait side of an invented card: valid, every field read with certainty. */
export function cardFields(): Field[] {
  return [
    field('name', '张三', {
      quads: [rectangle(100, 20, 40, 20)],
      boxSource: 'provider',
      chars: characters('张三', [100, 20]),
    }),
    field('sex', '女', { quads: [rectangle(100, 60, 20, 20)], boxSource: 'provider' }),
    field('ethnicity', '汉', { quads: [rectangle(200, 60, 20, 20)], boxSource: 'provider' }),
    field('birth_date', '1949-12-31', { quads: [rectangle(100, 100, 160, 20)], boxSource: 'provider' }),
    field('address', '北京市东城区', { quads: [rectangle(100, 140, 120, 20)], boxSource: 'provider' }),
    // The check sign of GB 11643's own example.
    field('id_number', '11010519491231002X', { quads: [rectangle(100, 180, 360, 20)], boxSource: 'provider' }),
  ]
}

export function recognition(patch: Partial<Recognition> = {}): Recognition {
  return {
    id: 'recognition-1',
    documentId: 'document-1',
    provider: 'local',
    capability: 'id-card-front',
    kind: 'id-card-front',
    mode: 'local',
    status: 'succeeded',
    requestId: null,
    startedAt: null,
    finishedAt: null,
    durationMs: null,
    pages: [{ index: 0, width: 600, height: 400 }],
    fields: cardFields(),
    lines: [line('姓名  张三', [20, 20]), line('性别  女  民族  汉', [20, 60])],
    tables: [],
    regions: [],
    frames: [],
    raw: null,
    ...patch,
  }
}

export function detail(patch: Partial<DocumentDetail> = {}): DocumentDetail {
  const read = patch.recognition === undefined ? recognition() : patch.recognition
  return {
    document: {
      id: 'document-1',
      name: 'card.jpg',
      state: 'review',
      kind: read?.kind ?? null,
      provider: 'local',
      capability: 'id-card-front',
      mode: 'local',
      format: 'jpeg',
      bytes: 1000,
      pageCount: 1,
      lowestConfidence: 0.9,
      openChecks: 0,
      corrections: 0,
      claim: null,
      createdAt: '2026-01-01T00:00:00Z',
      updatedAt: '2026-01-01T00:00:00Z',
      createdBy: 'tester',
      decidedAt: null,
      decidedBy: null,
    },
    pages: [0, 1].map((index) => ({ index, width: 600, height: 400, imageUrl: '', previewUrl: '', thumbnailUrl: '' })),
    recognition: read,
    recognitions: [],
    changeSets: [],
    sequence: 0,
    ...patch,
  }
}

/** A clock that goes only when told to. */
export class ManualClock {
  #tasks: { at: number; task: () => void }[] = []
  now = 0

  later = (milliseconds: number, task: () => void): (() => void) => {
    const entry = { at: this.now + milliseconds, task }
    this.#tasks.push(entry)
    return () => {
      this.#tasks = this.#tasks.filter((other) => other !== entry)
    }
  }

  pass(milliseconds: number): void {
    this.now += milliseconds
    const due = this.#tasks.filter(({ at }) => at <= this.now)
    this.#tasks = this.#tasks.filter(({ at }) => at > this.now)
    for (const { task } of due) task()
  }
}

/** Lets promises that are ready run on. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 50; turn++) await Promise.resolve()
}

/** A server in memory that stores what is sent, numbering as the real one does. */
export class FakeServer {
  readonly stored: ChangeSet[] = []
  fail: unknown = null
  calls = 0

  send = async (_: string, baseSequence: number, changeSets: ChangeSet[]): Promise<ChangeAnswer> => {
    this.calls += 1
    if (this.fail !== null) throw this.fail
    for (const changeSet of changeSets) {
      if (this.stored.some(({ id }) => id === changeSet.id)) continue
      this.stored.push({ ...changeSet, sequence: this.stored.length + 1, author: 'me' })
    }
    return {
      sequence: this.stored.length,
      changeSets: this.stored.filter(({ sequence }) => sequence! > baseSequence),
    }
  }
}

export interface TestSession {
  session: Session
  server: FakeServer
  journal: Journal
  clock: ManualClock
  decided: string[]
  opened: () => number
}

/** A session on a stage of 800 x 600 with everything outside of it under the test's control. */
export function openTestSession(
  options: Partial<OpenSession> = {},
  services: Partial<SessionServices> = {},
): TestSession {
  const server = new FakeServer()
  const journal = services.journal ?? volatileJournal()
  const clock = new ManualClock()
  const decided: string[] = []
  let opened = 0
  let count = 0
  const view = new ViewController({
    now: () => clock.now,
    frame: (task) => clock.later(16, task),
    reducedMotion: () => true,
  })
  view.resize({ width: 800, height: 600 })
  const session = new Session(
    { detail: detail(), leftovers: [], draft: null, me: 'me', ...options },
    {
      outbox: new Outbox({ journal, send: server.send, later: clock.later }),
      journal,
      view,
      uuid: () => `00000000-0000-4000-8000-${String(++count).padStart(12, '0')}`,
      look: async () => ({ text: '李四', confidence: 0.97 }),
      later: clock.later,
      openNext: async () => {
        opened += 1
        return true
      },
      decided: ({ documentId }) => decided.push(documentId),
      threshold: { read: () => 0.8, write: () => {} },
      ...services,
    },
  )
  session.patch({ seen: true })
  return { session, server, journal, clock, decided, opened: () => opened }
}
