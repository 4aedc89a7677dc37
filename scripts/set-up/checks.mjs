import { runPackage } from './run.mjs'

const checks = [
  { name: 'lint', path: 'oxlint/bin/oxlint', parameters: ['--type-aware'] },
  { name: 'format', path: 'oxfmt/bin/oxfmt', parameters: ['--check'] },
  { name: 'types', path: 'typescript/bin/tsc', parameters: ['--noEmit'] },
  { name: 'dead code', path: 'knip/bin/knip.js', parameters: [] },
]

/** Runs lint, format, types and dead code, all of them even when one fails. Returns the names of those that passed and failed. */
export async function runChecks() {
  const passed = []
  const failed = []
  for (const { name, path, parameters } of checks) {
    process.stdout.write(`\n== ${name}\n`)
    const code = await runPackage(path, parameters)
    ;(code === 0 ? passed : failed).push(name)
  }
  return { passed, failed }
}
