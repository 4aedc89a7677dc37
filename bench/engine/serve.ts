import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { Answer, Task } from './contestant.ts'

export interface Reader {
  read: (path: string) => Promise<string[]>
  close: () => Promise<void>
}

const send = (answer: Answer) => process.send?.(answer)

/** As many pages are asked for at once: enough to keep every worker of a pool busy, few enough for a reader without a queue. */
const callers = 4

/** Works off a queue while watching how long the event loop stands still. */
async function workOff(reader: Reader, paths: readonly string[]): Promise<Answer> {
  const delay = monitorEventLoopDelay({ resolution: 5 })
  delay.enable()
  const start = performance.now()
  const rest = [...paths]
  const call = async () => {
    for (let path = rest.shift(); path !== undefined; path = rest.shift()) await reader.read(path)
  }
  await Promise.all(Array.from({ length: callers }, call))
  const milliseconds = performance.now() - start
  delay.disable()
  // The histogram counts the resolution itself as delay.
  const stall = (nanoseconds: number) => Math.max(0, nanoseconds / 1e6 - 5)
  return { type: 'queue', milliseconds, stallP99: stall(delay.percentile(99)), stallMax: stall(delay.max) }
}

/** Answers the parent's tasks until it says stop; the same for every contestant, so that all are measured alike. */
export function serve(reader: Reader): void {
  const answer = async (task: Task): Promise<void> => {
    switch (task.type) {
      case 'read': {
        const start = performance.now()
        const before = process.cpuUsage()
        const lines = await reader.read(task.path)
        const { user, system } = process.cpuUsage(before)
        send({ type: 'read', milliseconds: performance.now() - start, processorMs: (user + system) / 1000, lines })
        return
      }
      case 'queue':
        send(await workOff(reader, task.paths))
        return
      case 'memory':
        send({ type: 'memory', peakMegabytes: process.resourceUsage().maxRSS / 1024 })
        return
      case 'stop':
        await reader.close()
        process.disconnect()
    }
  }
  process.on('message', (task: Task) => void answer(task))
  send({ type: 'ready' })
}
