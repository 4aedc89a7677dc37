import { runPackage } from './run.mjs'

const checks = [
  ['lint', 'oxlint/bin/oxlint', ['--type-aware']],
  ['format', 'oxfmt/bin/oxfmt', ['--check']],
  ['types', 'typescript/bin/tsc', ['--noEmit']],
  ['dead code', 'knip/bin/knip.js', []],
]

/** Runs lint, format, types and dead code, all of them even when one fails. Returns the names of those that passed and failed. */
export async function runChecks() {
  const passed = []
  const failed = []
  for (const [name, path, parameters] of checks) {
    process.stdout.write(`\n== ${name}\n`)
    const code = await runPackage(path, parameters)
    ;(code === 0 ? passed : failed).push(name)
  }
  return { passed, failed }
}
