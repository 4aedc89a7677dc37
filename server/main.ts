import { compose } from './compose.ts'
import { ProblemError } from './contract/problem.ts'
import { traceOf } from './routes/errors.ts'
import { readSettings } from './settings.ts'
import { startServer } from './start.ts'

/** One line of JSON, without personal data and secrets: what calls this sees to it. */
function log(entry: Record<string, unknown>): void {
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), ...entry })}\n`)
}

/** What a person can mend is one sentence; anything else is a line for the log. */
function fail(error: unknown): never {
  if (error instanceof ProblemError) {
    const { detail, title, action } = error.problem
    process.stderr.write(`Fieldproof could not start. ${detail ?? title}${action ? ` ${action}` : ''}\n`)
  } else {
    log({ level: 'fatal', event: 'could-not-start', ...traceOf(error) })
  }
  process.exit(1)
}

process.on('uncaughtException', (error) => {
  log({ level: 'fatal', event: 'uncaught-error', ...traceOf(error) })
  process.exit(1)
})

try {
  const running = await startServer(readSettings(process.env), { compose, clock: () => new Date(), log })
  process.stdout.write(`Fieldproof is ready: ${running.signInUrl}\n`)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      // Whatever still runs after ten seconds is taken up again at the next start.
      setTimeout(() => process.exit(1), 10_000).unref()
      void running.stop().then(() => process.exit(0))
    })
  }
} catch (error) {
  fail(error)
}
