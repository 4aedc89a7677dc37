import type { Progress, RecognitionStatus } from '#contract/result'

export interface DocumentEvent {
  type: 'document'
  id: string
}
export interface RecognitionEvent {
  type: 'recognition'
  id: string
  documentId: string
  status: RecognitionStatus
  progress?: Progress
}
/** `reconnected`: events may have been missed; what is on screen should be asked for again. */
export type ServerEvent = DocumentEvent | RecognitionEvent | { type: 'warnings' } | { type: 'reconnected' }

type Listener = (event: ServerEvent) => void

const listeners = new Set<Listener>()
const connectionListeners = new Set<(connected: boolean) => void>()
let source: EventSource | null = null
let retryTimer: ReturnType<typeof setTimeout> | undefined
let failures = 0
let lost = false

function emit(event: ServerEvent): void {
  for (const listener of listeners) listener(event)
}

function say(connected: boolean): void {
  for (const listener of connectionListeners) listener(connected)
}

function open(): void {
  const opened = new EventSource('/api/v1/events')
  source = opened
  opened.addEventListener('open', () => {
    if (lost) emit({ type: 'reconnected' })
    failures = 0
    lost = false
    say(true)
  })
  for (const type of ['document', 'recognition', 'warnings'] as const) {
    opened.addEventListener(type, (message) => emit({ ...JSON.parse(message.data), type }))
  }
  opened.addEventListener('error', () => {
    lost = true
    failures += 1
    say(false)
    // The browser reconnects by itself unless the answer was no event stream; then we do, more and more slowly.
    if (opened.readyState !== EventSource.CLOSED) return
    opened.close()
    retryTimer = setTimeout(open, Math.min(30_000, 500 * 2 ** Math.min(failures, 6)))
  })
}

/** Connects to the server's events; answers a function that disconnects. Call once, while somebody is signed in. */
export function connectEvents(): () => void {
  if (!source) open()
  return () => {
    clearTimeout(retryTimer)
    source?.close()
    source = null
  }
}

/** Hears every server event until the answered function is called. */
export function onServerEvent(listener: Listener): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Hears whether the event stream stands. */
export function onConnection(listener: (connected: boolean) => void): () => void {
  connectionListeners.add(listener)
  return () => connectionListeners.delete(listener)
}
