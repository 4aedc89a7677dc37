import { spawn, spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, connect, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Contestant } from './contestant.ts'

/** Whether `nginx` can be started and its figures read (they are taken from /proc). */
export function isNginxInstalled(): boolean {
  return process.platform === 'linux' && spawnSync('nginx', ['-v'], { stdio: 'ignore' }).status === 0
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** One worker that passes bodies through without keeping them, as the bare pipe does. */
function configuration(folder: string, port: number, upstreamPort: number): string {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `  ${name}_temp_path ${folder}/${name};`,
  )
  return `daemon off;
worker_processes 1;
pid ${folder}/pid;
error_log ${folder}/error.log;
events { worker_connections 256; }
http {
  access_log off;
${temporary.join('\n')}
  upstream cloud { server 127.0.0.1:${upstreamPort}; keepalive 64; }
  server {
    listen 127.0.0.1:${port};
    client_max_body_size 0;
    location / {
      proxy_pass http://cloud;
      proxy_http_version 1.1;
      proxy_set_header Connection "";
      proxy_request_buffering off;
      proxy_buffering off;
    }
  }
}
`
}

async function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => resolve(socket.destroy() !== undefined))
    socket.once('error', () => resolve(false))
  })
}

// USER_HZ is 100 on every Linux that Node runs on.
const tickMs = 10

async function figuresOf(pid: number): Promise<{ cpuMs: number; peakMegabytes: number; nowMegabytes: number }> {
  const stat = await readFile(`/proc/${pid}/stat`, 'latin1')
  // The second field is a name in parentheses, which may hold blanks.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const status = await readFile(`/proc/${pid}/status`, 'latin1')
  const megabytes = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) / 1024
  return {
    cpuMs: (Number(fields[11]) + Number(fields[12])) * tickMs,
    peakMegabytes: megabytes('VmHWM'),
    nowMegabytes: megabytes('VmRSS'),
  }
}

/** nginx in a folder of its own, which is gone afterwards. @throws when it does not answer within five seconds */
export async function startNginx(upstreamPort: number): Promise<Contestant> {
  const folder = await mkdtemp(join(tmpdir(), 'fieldproof-nginx-'))
  const port = await freePort()
  await writeFile(join(folder, 'nginx.conf'), configuration(folder, port, upstreamPort))
  const child = spawn('nginx', ['-p', folder, '-c', join(folder, 'nginx.conf')], { stdio: 'ignore' })
  const gone = new Promise<void>((resolve) => void child.once('exit', () => resolve()))
  const stop = async () => {
    child.kill('SIGTERM')
    await gone
    await rm(folder, { recursive: true, force: true })
  }
  for (let tries = 0; !(await answers(port)); tries += 1) {
    if (tries > 50) {
      await stop()
      throw new Error('nginx did not start')
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  const children = await readFile(`/proc/${child.pid}/task/${child.pid}/children`, 'latin1')
  const pids = [child.pid!, ...children.trim().split(/\s+/).filter(Boolean).map(Number)]
  const sum = async () => {
    const figures = await Promise.all(pids.map(figuresOf))
    const of = (pick: (figure: (typeof figures)[number]) => number) =>
      figures.reduce((all, figure) => all + pick(figure), 0)
    return {
      cpuMs: of(({ cpuMs }) => cpuMs),
      peak: of(({ peakMegabytes }) => peakMegabytes),
      now: of(({ nowMegabytes }) => nowMegabytes),
    }
  }
  let before = (await sum()).cpuMs
  return {
    name: 'nginx',
    port,
    idleMegabytes: (await sum()).now,
    begin: async () => {
      before = (await sum()).cpuMs
    },
    async end() {
      const { cpuMs, peak } = await sum()
      return { cpuMs: cpuMs - before, stallP99Ms: null, peakMegabytes: peak }
    },
    stop,
  }
}
