// npm run dev: the server restarted on change, and Vite with hot reload in front of it on its own port.
import { spawn } from 'node:child_process'
import { install, requireNode } from './set-up/install.mjs'
import { root } from './set-up/run.mjs'

requireNode()
await install()
const children = [
  ['node_modules/tsx/dist/cli.mjs', 'watch', '--clear-screen=false', 'server/main.ts'],
  ['node_modules/vite/bin/vite.js'],
].map((parameters) => spawn(process.execPath, parameters, { cwd: root, stdio: 'inherit' }))
for (const child of children) {
  child.on('exit', (code) => {
    for (const other of children) other.kill()
    process.exitCode ??= code ?? 0
  })
}
