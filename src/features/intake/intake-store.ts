import { createStore, type StoreApi } from 'zustand/vanilla'
import { checkLimits, type FileFacts, type Limits } from '#contract/limits'
import type { UploadGrant } from '#contract/upload'
import type { createDocument, postFile, requestGrant } from '../../api/uploads.ts'
import type { Recogniser, requestRecognition } from '../../api/documents.ts'
import type { compareRecognisers } from '../../api/recognitions.ts'
import { problemOf } from '../../api/problem-error.ts'
import { createItem, isSystemFile, type IntakeItem, type IntakeStage } from './intake-item.ts'

/** What the store needs from outside; tests put their own in place. */
export interface IntakeDependencies {
  readFacts: (file: File, signal: AbortSignal) => Promise<FileFacts>
  hash: (file: File, signal: AbortSignal) => Promise<string>
  requestGrant: typeof requestGrant
  postFile: typeof postFile
  createDocument: typeof createDocument
  requestRecognition: typeof requestRecognition
  compareRecognisers: typeof compareRecognisers
  /** Limits of a recogniser; undefined while they are not known. */
  limitsOf: (recogniser: Recogniser) => Limits | undefined
  /** True when files wait for the operator's word before they are sent: live providers cost money, ended packages too, and so may what has no known price. */
  asksFirst: (recogniser: Recogniser) => boolean
  newId: () => string
}

export interface IntakeState {
  /** Mutated in place; each item is replaced when it changes and `revision` counts changes, so that rows subscribe to their own item. */
  readonly items: ReadonlyMap<string, IntakeItem>
  readonly order: readonly string[]
  readonly counts: Readonly<Record<IntakeStage, number>>
  readonly revision: number
}

export interface Intake {
  store: StoreApi<IntakeState>
  /** `others` read the files as well, to be compared. */
  add: (files: readonly File[], recogniser: Recogniser, others?: readonly Recogniser[]) => void
  /** Everything that waits for the operator's word goes on. */
  start: () => void
  /** Files that were not sent yet go to another recogniser and are checked against its limits. */
  changeRecogniser: (recogniser: Recogniser, others?: readonly Recogniser[]) => void
  cancel: (id: string) => void
  cancelAll: () => void
  retry: (id: string) => void
  retryAll: () => void
  /** A second document of the same bytes, on purpose. */
  addAnyway: (id: string) => void
  remove: (id: string) => void
  /** Takes finished and cancelled files off the list. */
  clearFinished: () => void
  /** Takes everything off the list; what is under way is cancelled. */
  clearAll: () => void
}

/** Uploads at a time. */
export const parallelUploads = 3
/** Files whose headers are read at a time. */
const parallelChecks = 6

const noCounts: Record<IntakeStage, number> = {
  checking: 0,
  held: 0,
  ready: 0,
  waiting: 0,
  preparing: 0,
  duplicate: 0,
  uploading: 0,
  opening: 0,
  done: 0,
  failed: 0,
  cancelled: 0,
}

/**
 * The files on their way in, outside of React: each goes checking -> waiting -> preparing (hash, grant) -> uploading -> opening (made a
 * document, recognition asked for) -> done. A failure stops its own file only.
 */
export function createIntake(deps: IntakeDependencies): Intake {
  const items = new Map<string, IntakeItem>()
  const counts = { ...noCounts }
  const store = createStore<IntakeState>(() => ({ items, order: [], counts: { ...counts }, revision: 0 }))
  const aborts = new Map<string, AbortController>()
  /** Bytes that are being sent, by hash: the same file twice in one drop waits, and is then noticed as a duplicate. */
  const sending = new Map<string, Promise<void>>()
  const queues: Record<'checking' | 'waiting', string[]> = { checking: [], waiting: [] }
  let checks = 0
  let uploads = 0

  const publish = (order?: readonly string[]) =>
    store.setState((state) => ({
      revision: state.revision + 1,
      counts: { ...counts },
      ...(order && { order }),
    }))

  function write(id: string, patch: Partial<IntakeItem>): void {
    const item = items.get(id)
    if (!item) return
    if (patch.stage && patch.stage !== item.stage) {
      counts[item.stage] -= 1
      counts[patch.stage] += 1
      if (patch.stage === 'checking' || patch.stage === 'waiting') queues[patch.stage].push(id)
    }
    items.set(id, { ...item, ...patch })
  }

  function update(id: string, patch: Partial<IntakeItem>): void {
    write(id, patch)
    publish()
  }

  /** Takes the next file of a queue; entries of files that have moved on meanwhile are passed over. */
  function takeNext(stage: 'checking' | 'waiting'): string | undefined {
    const queue = queues[stage]
    while (queue.length > 0) {
      const id = queue.shift()
      if (id !== undefined && items.get(id)?.stage === stage) return id
    }
    return undefined
  }

  function stageAfterCheck(item: IntakeItem): Partial<IntakeItem> {
    const { facts, recogniser, others } = item
    const asked = [recogniser, ...others]
    // Each recogniser has limits of its own, and several may be broken in the same way.
    const found = asked.flatMap((each) => {
      const limits = deps.limitsOf(each)
      return limits && facts ? checkLimits(facts, limits) : []
    })
    const breaches = found.filter(({ code }, index) => found.findIndex((breach) => breach.code === code) === index)
    const stage = breaches.length > 0 ? 'held' : asked.some(deps.asksFirst) ? 'ready' : 'waiting'
    return { breaches, stage, problem: null, share: 0 }
  }

  async function guarded(id: string, work: (item: IntakeItem, signal: AbortSignal) => Promise<void>): Promise<void> {
    const item = items.get(id)
    if (!item) return
    const abort = new AbortController()
    aborts.set(id, abort)
    try {
      await work(item, abort.signal)
    } catch (error) {
      // A cancelled file was given its stage by whoever cancelled it.
      if (!abort.signal.aborted) update(id, { stage: 'failed', problem: problemOf(error) })
    } finally {
      if (aborts.get(id) === abort) aborts.delete(id)
    }
  }

  async function check(id: string): Promise<void> {
    await guarded(id, async (item, signal) => {
      const facts = await deps.readFacts(item.file, signal)
      if (signal.aborted) return
      const current = items.get(id)
      aborts.delete(id)
      if (current) update(id, { facts, ...stageAfterCheck({ ...current, facts }) })
    })
  }

  async function sendBytes(item: IntakeItem, sha256: string, signal: AbortSignal): Promise<string | null> {
    while (sending.has(sha256)) await sending.get(sha256)
    signal.throwIfAborted()
    let finished: () => void = () => {}
    sending.set(sha256, new Promise<void>((resolve) => (finished = resolve)))
    try {
      const grant: UploadGrant = await deps.requestGrant({ name: item.name, bytes: item.file.size, sha256 }, signal)
      signal.throwIfAborted()
      if (grant.duplicateOf && !item.duplicateAccepted) {
        update(item.id, { stage: 'duplicate', duplicateOf: grant.duplicateOf })
        return null
      }
      update(item.id, { stage: 'uploading', share: 0 })
      await deps.postFile(grant, item.file, signal, (share) => {
        if (!signal.aborted) update(item.id, { share })
      })
      signal.throwIfAborted()
      update(item.id, { stage: 'opening', share: 1 })
      const document = await deps.createDocument({ objectKey: grant.objectKey, name: item.name }, signal)
      return document.id
    } finally {
      finished()
      sending.delete(sha256)
    }
  }

  async function orderOthers(documentId: string, others: readonly Recogniser[], signal: AbortSignal) {
    try {
      const { problems } = await deps.compareRecognisers(documentId, others, signal)
      return problems[0]?.problem ?? null
    } catch (error) {
      return problemOf(error)
    }
  }

  async function bringIn(id: string): Promise<void> {
    update(id, { stage: 'preparing', problem: null })
    await guarded(id, async (item, signal) => {
      let documentId = item.documentId
      if (documentId === null) {
        const sha256 = item.sha256 ?? (await deps.hash(item.file, signal))
        signal.throwIfAborted()
        write(id, { sha256 })
        documentId = await sendBytes(item, sha256, signal)
        if (documentId === null) return
        write(id, { documentId })
      }
      signal.throwIfAborted()
      update(id, { stage: 'opening' })
      await deps.requestRecognition(documentId, item.recogniser, signal)
      // It is in: what stands in the way of a comparison is said, and does not make it fail.
      const problem = item.others.length === 0 ? null : await orderOthers(documentId, item.others, signal)
      if (!signal.aborted) update(id, { stage: 'done', problem })
    })
  }

  function pump(): void {
    while (checks < parallelChecks) {
      const id = takeNext('checking')
      if (id === undefined) break
      checks += 1
      void check(id).finally(() => {
        checks -= 1
        pump()
      })
    }
    while (uploads < parallelUploads) {
      const id = takeNext('waiting')
      if (id === undefined) break
      uploads += 1
      void bringIn(id).finally(() => {
        uploads -= 1
        pump()
      })
    }
  }

  function each(stages: readonly IntakeStage[], change: (item: IntakeItem) => Partial<IntakeItem>): void {
    for (const item of items.values()) if (stages.includes(item.stage)) write(item.id, change(item))
    publish()
    pump()
  }

  function stop(item: IntakeItem): void {
    aborts.get(item.id)?.abort()
    aborts.delete(item.id)
  }

  function drop(gone: (item: IntakeItem) => boolean): void {
    for (const item of items.values()) {
      if (!gone(item)) continue
      stop(item)
      counts[item.stage] -= 1
      items.delete(item.id)
    }
    publish(store.getState().order.filter((id) => items.has(id)))
    pump()
  }

  const again = (item: IntakeItem): Partial<IntakeItem> => {
    // What was cancelled may never have had the operator's word; what failed was on its way.
    if (item.stage === 'cancelled' && item.facts !== null) return stageAfterCheck(item)
    const stage = item.facts === null ? 'checking' : item.breaches.length > 0 ? 'held' : 'waiting'
    return { stage, problem: null, share: 0 }
  }

  return {
    store,
    add(files, recogniser, others = []) {
      const added: string[] = []
      for (const file of files) {
        if (isSystemFile(file.name)) continue
        const item = createItem(deps.newId(), file, recogniser, others)
        items.set(item.id, item)
        counts.checking += 1
        queues.checking.push(item.id)
        added.push(item.id)
      }
      publish([...store.getState().order, ...added])
      pump()
    },
    start: () => each(['ready'], () => ({ stage: 'waiting' })),
    changeRecogniser: (recogniser, others = []) =>
      each(['held', 'ready', 'waiting', 'checking'], (item) => {
        const asked = { recogniser, others }
        return item.stage === 'checking' ? asked : { ...asked, ...stageAfterCheck({ ...item, ...asked }) }
      }),
    cancel(id) {
      const item = items.get(id)
      if (!item || item.stage === 'done') return
      stop(item)
      update(id, { stage: 'cancelled', share: 0 })
      pump()
    },
    cancelAll: () =>
      each(['checking', 'held', 'ready', 'waiting', 'preparing', 'duplicate', 'uploading', 'opening'], (item) => {
        stop(item)
        return { stage: 'cancelled', share: 0 }
      }),
    retry(id) {
      const item = items.get(id)
      if (item?.stage !== 'failed' && item?.stage !== 'cancelled') return
      update(id, again(item))
      pump()
    },
    retryAll: () => each(['failed'], again),
    addAnyway(id) {
      if (items.get(id)?.stage !== 'duplicate') return
      update(id, { stage: 'waiting', duplicateAccepted: true })
      pump()
    },
    remove: (id) => drop((item) => item.id === id),
    clearAll: () => drop(() => true),
    clearFinished: () => drop(({ stage }) => stage === 'done' || stage === 'cancelled'),
  }
}
