// npm run dev: the server restarted on change, and Vite with hot reload in front of it on its own port.
import { spawn } from 'node:child_process'
import { install, requireNode } from './set-up/install.mjs'
import { root } from './set-up/run.mjs'

requireNode()
await install()
// The browser comes through Vite: the server must let that origin in, and its sign-in link must lead there.
const env = { ...process.env, PUBLIC_URL: process.env.PUBLIC_URL ?? 'http://127.0.0.1:5173' }
const children = [
  ['node_modules/tsx/dist/cli.mjs', 'watch', '--clear-screen=false', 'server/main.ts'],
  ['node_modules/vite/bin/vite.js'],
].map((parameters) => spawn(process.execPath, parameters, { cwd: root, stdio: 'inherit', env }))
for (const child of children) {
  child.on('exit', (code) => {
    for (const other of children) other.kill()
    process.exitCode ??= code ?? 0
  })
}
