import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runKillRounds } from '../server/documents/kill-rounds.ts'

/** `npm run kill-test [rounds]`: SIGKILLs at random moments under a load of corrections; fails when an acknowledged one is missing afterwards. */
const rounds = Number(process.argv[2] ?? 50)
const dataDir = mkdtempSync(join(tmpdir(), 'fieldproof-kill-'))
try {
  const { kills, acknowledged, missing } = await runKillRounds({
    rounds,
    dataDir,
    random: Math.random,
    report: (line) => console.log(line),
  })
  console.log(`${kills} SIGKILLs, ${acknowledged} acknowledged corrections, ${missing.length} missing`)
  for (const id of missing) console.error(`missing: ${id}`)
  process.exitCode = missing.length === 0 && acknowledged > 0 ? 0 : 1
} finally {
  rmSync(dataDir, { recursive: true, force: true })
}
