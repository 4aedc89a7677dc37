import { fork, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Order, Report, Usage } from './messages.ts'

/** One way, running. */
export interface Contestant {
  name: string
  port: number
  idleMegabytes: number
  begin(): Promise<void>
  end(): Promise<Usage>
  stop(): Promise<void>
}

function messageOf<Message>(child: ChildProcess): Promise<Message> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null) => reject(new Error(`the process ended with ${code}`))
    child.once('exit', ended)
    child.once('message', (message) => {
      child.off('exit', ended)
      resolve(message as Message)
    })
  })
}

function start(script: string, args: readonly string[]): ChildProcess {
  return fork(fileURLToPath(new URL(script, import.meta.url)), args, {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
}

function stopped(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve())
    child.disconnect()
  })
}

/** The cloud's place. @returns its origin */
export async function startUpstream(): Promise<{ origin: string; port: number; stop: () => Promise<void> }> {
  const child = start('./upstream-process.ts', [])
  const port = await messageOf<number>(child)
  return { origin: `http://127.0.0.1:${port}`, port, stop: () => stopped(child) }
}

/** One of `ways`, in a fresh process. */
export async function startWay(name: string, upstream: string): Promise<Contestant> {
  const child = start('./way-process.ts', [name, upstream])
  const ready = await messageOf<Report>(child)
  if (ready.type !== 'ready') throw new Error(`${name} did not get ready`)
  const ask = async (order: Order): Promise<Report> => {
    const report = messageOf<Report>(child)
    child.send(order)
    return report
  }
  return {
    name,
    port: ready.port,
    idleMegabytes: ready.idleMegabytes,
    begin: async () => void (await ask({ type: 'begin' })),
    async end() {
      const report = await ask({ type: 'end' })
      if (report.type !== 'usage') throw new Error(`${name} did not say what it used`)
      return report
    },
    stop: () => stopped(child),
  }
}
