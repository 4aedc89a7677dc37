import { fork, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Answer, Task } from './contestant.ts'

/** A contestant in a process of its own: engines bring different builds of one native library, and memory is counted a process. */
export class Contestant {
  readonly name: string
  readonly startMs: number
  readonly #child: ChildProcess

  private constructor(name: string, child: ChildProcess, startMs: number) {
    this.name = name
    this.#child = child
    this.startMs = startMs
  }

  static async start(name: string, script: string): Promise<Contestant> {
    const start = performance.now()
    const child = fork(fileURLToPath(new URL(script, import.meta.url)), [], {
      execArgv: ['--import', 'tsx'],
      serialization: 'json',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    await nextMessage(child)
    return new Contestant(name, child, performance.now() - start)
  }

  async ask<Type extends Exclude<Task['type'], 'stop'>>(
    task: Extract<Task, { type: Type }>,
  ): Promise<Extract<Answer, { type: Type }>> {
    const answer = nextMessage(this.#child)
    this.#child.send(task)
    return (await answer) as Extract<Answer, { type: Type }>
  }

  async stop(): Promise<void> {
    const gone = new Promise<void>((resolve) => void this.#child.once('exit', () => resolve()))
    this.#child.send({ type: 'stop' } satisfies Task)
    await gone
  }
}

function nextMessage(child: ChildProcess): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null) => reject(new Error(`the process ended with ${code}`))
    child.once('exit', ended)
    child.once('message', (answer) => {
      child.off('exit', ended)
      resolve(answer as Answer)
    })
  })
}
