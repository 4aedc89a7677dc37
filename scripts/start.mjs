// npm start: everything from a fresh clone to a served console. Only built-in modules until the packages are there.
import { build } from './set-up/build.mjs'
import { install, requireNode } from './set-up/install.mjs'

requireNode()
await install()
await build()
// The server runs in this very process, so that a signal to it is a signal to the server.
const { register } = await import('tsx/esm/api')
register()
await import('../server/main.ts')
