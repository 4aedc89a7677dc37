// npm run check: lint, format, types, dead code.
import { runChecks } from './set-up/checks.mjs'
import { install, requireNode } from './set-up/install.mjs'

requireNode()
await install()
const { failed } = await runChecks()
if (failed.length > 0) {
  console.error(`\nFailed: ${failed.join(', ')}`)
  process.exitCode = 1
}
