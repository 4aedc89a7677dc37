import { parseArgs } from 'node:util'
import { kindByName } from '../server/contract/documents/index.ts'
import { createEngine } from '../server/engine/engine.ts'
import { extractableKinds } from '../server/engine/extract/index.ts'
import {
  boxThreshold,
  scoreSpecimens,
  summarise,
  targets,
  type Order,
  type SpecimenScore,
} from '../specimens/accuracy.ts'
import { cachedEngine, cachedSpecimens, openAnswerCache } from '../specimens/cached-engine.ts'
import { renderSpecimen, specimenKinds, type Level, type Turn } from '../specimens/index.ts'

/**
 * Reads specimens with the local engine and says how right it was, per kind and level.
 *
 *   npm run accuracy -- [--kinds passport,passport-cn] [--levels clean,skewed] [--seeds 20] [--from 100000 | --tuning]
 *                       [--turn 90] [--failures] [--assert] [--cache FOLDER]
 *
 * Rules are tuned on seeds 1 to 999 (`--tuning`); figures come from seeds that no rule has seen (from 100000 on, the default).
 * `--cache` keeps specimens and all that the engine answered about them in a folder, so that rules can be changed and measured again at once;
 * empty it when the engine itself has changed, and never take figures from it that are published.
 * `--failures` lists every wrong field and box, `--assert` ends with 1 when a target of the issue is missed.
 */
const { values } = parseArgs({
  options: {
    kinds: { type: 'string', default: specimenKinds.join(',') },
    levels: { type: 'string', default: 'clean,mild,skewed,hard' },
    seeds: { type: 'string', default: '10' },
    from: { type: 'string' },
    tuning: { type: 'boolean', default: false },
    turn: { type: 'string', default: '0' },
    failures: { type: 'boolean', default: false },
    assert: { type: 'boolean', default: false },
    cache: { type: 'string' },
  },
})

const first = Number(values.from ?? (values.tuning ? 1 : 100_000))
const levels = values.levels.split(',') as Level[]
const wanted = values.kinds.split(',')
const kinds = wanted.filter((kind) => extractableKinds.includes(kind))
const turn = Number(values.turn) as Turn
if (kinds.length < wanted.length) {
  console.log(`left out, not extracted yet: ${wanted.filter((kind) => !kinds.includes(kind)).join(', ')}`)
}

function printFailures(scores: readonly SpecimenScore[]): void {
  for (const { order, items } of scores) {
    for (const { key, expected, got, exact, overlap } of items) {
      const place = `${order.kind} ${order.level} ${order.seed} ${key}`
      if (!exact) console.log(`  ${place}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(got)}`)
      if (overlap !== null && overlap < boxThreshold) console.log(`  ${place}: box overlaps by ${overlap.toFixed(2)}`)
    }
  }
}

const percent = (share: number) => `${(share * 100).toFixed(1)}%`.padStart(7)

function printRow(name: string, scores: readonly SpecimenScore[]): void {
  const { specimens, items, exact, boxes, characters, upright, engineMs } = summarise(scores)
  const counts = `${String(specimens).padStart(5)} ${String(items).padStart(6)}`
  const shares = [exact, boxes, characters, upright].map(percent).join(' ')
  console.log(`${name.padEnd(28)} ${counts} ${shares} ${engineMs.toFixed(0).padStart(6)}`)
}

const cache = values.cache === undefined ? null : await openAnswerCache(values.cache)
const ownEngine = createEngine()
const engine = cache ? cachedEngine(ownEngine, cache) : ownEngine
const render = cache ? await cachedSpecimens(cache) : renderSpecimen
let missed = false
try {
  console.log(`${''.padEnd(28)} pages fields   exact   boxes   chars upright     ms`)
  for (const level of levels) {
    const orders = kinds.flatMap((kind) =>
      Array.from({ length: Number(values.seeds) }, (_, index): Order => ({ kind, seed: first + index, level, turn })),
    )
    const scores = await scoreSpecimens(engine, orders, { render })
    for (const kind of kinds) {
      printRow(
        `${level} ${kind}`,
        scores.filter(({ order }) => order.kind === kind),
      )
    }
    // Pages of text have lines and no fields: they have no part in the targets.
    const withFields = scores.filter(({ order }) => kindByName(order.kind)!.fields.length > 0)
    printRow(`${level}, all with fields`, withFields)
    if (values.failures) printFailures(scores)
    const { exact, boxes } = summarise(withFields)
    const target = targets[level]
    if (target && (exact < target.exact || boxes < target.boxes)) {
      missed = true
      console.log(
        `${level}: below the target of ${percent(target.exact).trim()} fields and ${percent(target.boxes).trim()} boxes`,
      )
    }
  }
} finally {
  await engine.close()
}
if (values.assert && missed) process.exitCode = 1
