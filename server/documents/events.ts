import type { Progress, RecognitionStatus } from '../contract/result.ts'

/** What the screen is told while it looks on. Ids only: whoever wants more asks for it, with permission. */
export type ConsoleEvent =
  | { type: 'document'; id: string }
  | { type: 'warnings'; id: 'all' }
  | { type: 'recognition'; id: string; documentId: string; status: RecognitionStatus; progress?: Progress | undefined }

export type EventListener = (event: ConsoleEvent) => void

/** Events inside this process. A listener must be quick and must not throw; it is called in the order of publication. */
export interface EventBus {
  publish(event: ConsoleEvent): void
  /** @returns the function that ends the subscription */
  subscribe(listener: EventListener): () => void
  readonly listeners: number
}

export function createEventBus(): EventBus {
  const listeners = new Set<EventListener>()
  return {
    publish(event) {
      for (const listener of listeners) listener(event)
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    get listeners() {
      return listeners.size
    },
  }
}
