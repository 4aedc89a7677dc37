// npm test: set-up, checks, unit tests, browser tests. The last line is `N passed, N failed`; every check counts as one test.
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { provideChromium } from './set-up/browser.mjs'
import { build } from './set-up/build.mjs'
import { runChecks } from './set-up/checks.mjs'
import { install, requireNode } from './set-up/install.mjs'
import { root, runPackage } from './set-up/run.mjs'

const reports = `${root}.cache/reports`

/** Counts of a JSON report; a run that left none, or failed without a failed test (a crash, a bad import), is one failure. */
function count(code, file, read) {
  let counts = { passed: 0, failed: 0 }
  try {
    counts = read(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    counts.failed = 1
  }
  if (code !== 0 && counts.failed === 0) counts.failed = 1
  if (counts.passed + counts.failed === 0) counts.failed = 1
  return counts
}

requireNode()
await install()
rmSync(reports, { recursive: true, force: true })
mkdirSync(reports, { recursive: true })
const results = []

const checks = await runChecks()
results.push({ name: 'checks', passed: checks.passed.length, failed: checks.failed.length })

process.stdout.write('\n== unit\n')
const unitReport = `${reports}/unit.json`
const unitCode = await runPackage('vitest/vitest.mjs', [
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${unitReport}`,
])
results.push({
  name: 'unit',
  ...count(unitCode, unitReport, (report) => ({
    passed: report.numPassedTests,
    // A file that could not even be loaded has no failed test of its own.
    failed:
      report.numFailedTests +
      report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length,
  })),
})

process.stdout.write('\n== e2e\n')
await build()
const chromium = await provideChromium()
if (chromium === null) {
  process.stdout.write('No Chromium was found or could be installed; set CHROMIUM_PATH to one.\n')
  results.push({ name: 'e2e', passed: 0, failed: 1 })
} else {
  const endToEndReport = `${reports}/e2e.json`
  const endToEndCode = await runPackage('@playwright/test/cli.js', ['test'], {
    env: { CHROMIUM_PATH: chromium, PLAYWRIGHT_JSON_OUTPUT_NAME: endToEndReport },
  })
  results.push({
    name: 'e2e',
    ...count(endToEndCode, endToEndReport, ({ stats }) => ({
      passed: stats.expected,
      // A test that needed a second try hides a fault: it counts as failed.
      failed: stats.unexpected + stats.flaky,
    })),
  })
}

for (const { name, passed, failed } of results) process.stdout.write(`${name}: ${passed} passed, ${failed} failed\n`)
const sum = (key) => results.reduce((total, result) => total + result[key], 0)
process.stdout.write(`${sum('passed')} passed, ${sum('failed')} failed\n`)
process.exitCode = sum('failed') === 0 ? 0 : 1
