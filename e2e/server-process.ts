import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

export interface ServerOptions {
  /** The stand-ins of the clouds listen too, on a free port. */
  sandbox?: boolean
  /** Fills the data folder before the server starts. */
  prepare?: (dataDir: string) => Promise<void>
}

export const administratorToken = 'end-to-end-administrator-token'

/** A server of our own in a process of its own, with its own data folder, that a test may kill and start again on the same port. */
export class ServerProcess {
  readonly dataDir: string
  readonly #options: ServerOptions
  port = 0
  signInUrl = ''
  #child: ChildProcess | null = null
  #errors = ''

  private constructor(dataDir: string, options: ServerOptions) {
    this.dataDir = dataDir
    this.#options = options
  }

  static async start(options: ServerOptions = {}): Promise<ServerProcess> {
    const server = new ServerProcess(await mkdtemp(join(tmpdir(), 'fieldproof-e2e-')), options)
    await options.prepare?.(server.dataDir)
    await server.start()
    return server
  }

  get origin(): string {
    return `http://127.0.0.1:${this.port}`
  }

  get pid(): number {
    return this.#child?.pid ?? 0
  }

  /** Starts the server (again) and resolves once it has printed its sign-in line. */
  async start(): Promise<void> {
    const child = spawn(process.execPath, ['--import', 'tsx', 'server/main.ts'], {
      cwd: root,
      env: {
        PATH: process.env['PATH'],
        HOME: process.env['HOME'],
        HOST: '127.0.0.1',
        PORT: String(this.port),
        DATA_DIR: this.dataDir,
        SANDBOX_PORT: this.#options.sandbox ? '0' : 'off',
        FIELDPROOF_TOKEN: administratorToken,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.#child = child
    child.stderr.on('data', (chunk: Buffer) => (this.#errors += chunk.toString()))
    const exited = once(child, 'exit').then(() => {
      throw new Error(`The server ended before it was ready:\n${this.#errors}`)
    })
    exited.catch(() => undefined)
    const ready = (async () => {
      for await (const line of createInterface({ input: child.stdout })) {
        const url = /http:\/\/\S+\/sign-in\?\S+/.exec(line)?.[0]
        if (url) return url
      }
      throw new Error(`The server printed no sign-in line:\n${this.#errors}`)
    })()
    this.signInUrl = await Promise.race([ready, exited])
    this.port = Number(new URL(this.signInUrl).port)
  }

  /** Ends the process as a power cut would. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL')
  }

  async stop(): Promise<void> {
    await this.#end('SIGTERM')
  }

  async dispose(): Promise<void> {
    await this.#end('SIGKILL')
    await rm(this.dataDir, { recursive: true, force: true, maxRetries: 5 })
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child
    this.#child = null
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const exited = once(child, 'exit')
    child.kill(signal)
    await exited
  }

  /** A call of the HTTP interface with the administrator's token. */
  async call(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers)
    headers.set('Authorization', `Bearer ${administratorToken}`)
    return fetch(`${this.origin}${path}`, { ...init, headers })
  }
}
