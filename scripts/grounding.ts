import { createEngine } from '../server/engine/engine.ts'
import { groundFindings } from '../server/engine/ground/index.ts'
import { rememberReadings } from '../server/engine/remember-readings.ts'
import { ProviderError } from '../server/providers/provider.ts'
import type { Findings } from '../server/contract/result.ts'
import { parseArgs } from 'node:util'
import { boxThreshold } from '../specimens/accuracy.ts'
import { cachedEngine, cachedSpecimens, openAnswerCache } from '../specimens/cached-engine.ts'
import { nameOf, openClouds, type Operation } from '../specimens/grounding/clouds.ts'
import {
  isLong,
  isMarked,
  measureOperation,
  summarise,
  targets,
  type OperationScore,
  type ValueScore,
} from '../specimens/grounding/measure.ts'
import { groundPageOf, reader, standInEngineOf } from '../specimens/grounding/real-engine.ts'
import { lostOnTheWay } from '../specimens/grounding/round-trip.ts'
import { renderSpecimen, type Level, type Specimen } from '../specimens/index.ts'

/**
 * Sends specimens to every operation of every cloud's stand-in, takes all places out of the answers, and says how many values grounding puts back
 * where they are printed; then the same with one character of each value changed.
 *
 *   npm run grounding -- [--levels clean,mild] [--seeds 3] [--from 100000 | --tuning] [--providers ctyun,huawei-ocr] [--kinds vin,stamp]
 *                        [--failures] [--assert] [--cache FOLDER]
 *
 * Values that the stand-in itself misread are counted apart. `--failures` lists what was not placed, placed wrong, marked otherwise, and what the
 * stand-in's own reading lost on the way through its answer; `--assert` ends with 1 when a target of the issue is missed. `--cache` keeps specimens and
 * the engine's answers in a folder, as that of the accuracy script does.
 */
const { values } = parseArgs({
  options: {
    levels: { type: 'string', default: 'clean,mild' },
    seeds: { type: 'string', default: '3' },
    from: { type: 'string' },
    tuning: { type: 'boolean', default: false },
    providers: { type: 'string' },
    kinds: { type: 'string' },
    failures: { type: 'boolean', default: false },
    assert: { type: 'boolean', default: false },
    cache: { type: 'string' },
  },
})

const first = Number(values.from ?? (values.tuning ? 1 : 100_000))
const seeds = Array.from({ length: Number(values.seeds) }, (_, index) => first + index)

const cache = values.cache === undefined ? null : await openAnswerCache(values.cache)
const ownEngine = createEngine()
// Stand-in and grounding want the same pictures.
const engine = rememberReadings(cache ? cachedEngine(ownEngine, cache) : ownEngine)
const render = cache ? await cachedSpecimens(cache) : renderSpecimen

/** What the stand-in's engine found last, by kind: one specimen is on the way at a time. */
const read = new Map<string, Findings>()
const clouds = await openClouds({
  engine: standInEngineOf(engine, (kind, found) => void read.set(kind, found)),
  read: reader(engine),
  mostWaitMs: 1000,
})
const isWanted = ({ provider, kind }: Operation) =>
  (values.providers?.split(',').includes(provider) ?? true) &&
  (values.kinds?.split(',').includes(kind) ?? true) &&
  // The lines of frames come with their places and stand on no page.
  kind !== 'video-text'
const operations = clouds.operations.filter(isWanted)

const lost: string[] = []

/** A machine that is busy with other things may be slower than a cloud is waited for: what it has read is kept, and the next time is quick. */
async function patiently<Answer>(work: () => Promise<Answer>, times = 3): Promise<Answer> {
  try {
    return await work()
  } catch (error) {
    const tooSlow = /^provider-(?:outcome-unknown|timeout|job-timeout|unreachable)$/
    if (times <= 1 || !(error instanceof ProviderError) || !tooSlow.test(error.problem.code)) throw error
    return patiently(work, times - 1)
  }
}

async function measureAll(level: Level): Promise<OperationScore[]> {
  const scores: OperationScore[] = []
  for (const kind of new Set(operations.map((operation) => operation.kind))) {
    for (const seed of seeds) {
      const specimen: Specimen = await render({ kind, seed, level })
      const page = await groundPageOf(engine, kind, specimen)
      for (const operation of operations.filter((candidate) => candidate.kind === kind)) {
        read.clear()
        const tracked = {
          recognise: async (...order: Parameters<typeof clouds.recognise>) => {
            const answer = await patiently(() => clouds.recognise(...order))
            const sent = read.get(kind)
            if (sent)
              lost.push(...lostOnTheWay(operation, sent, answer.findings).map((what) => `${level} ${seed} ${what}`))
            return answer
          },
        }
        const common = { clouds: tracked, ground: groundFindings, page: async () => page }
        scores.push(await measureOperation({ ...common, operation, specimen, seed: `${kind}/${seed}` }))
        if (values.failures) printFailures(scores.at(-1)!, `${level} ${seed}`)
      }
    }
    for (const operation of operations.filter((candidate) => candidate.kind === kind))
      printRow(
        nameOf(operation),
        scores.filter((score) => score.operation === operation),
      )
  }
  return scores
}

const says = ({ name, text }: { name: string; text: string }) => `${name} ${JSON.stringify(text)}`

function printFailures({ operation, values: scores, altered, misread, refused }: OperationScore, where: string): void {
  const print = (what: string) => console.log(`  ${where} ${nameOf(operation)}: ${what}`)
  if (refused !== null) print(`refused with ${refused}`)
  for (const item of misread) print(`misread ${says(item)}`)
  const failed = ({ overlap }: ValueScore) => overlap === null || overlap < boxThreshold
  const how = ({ overlap, agreement }: ValueScore) =>
    overlap === null ? `not placed (${agreement})` : `placed wrong, overlap ${overlap.toFixed(2)}`
  for (const score of scores) if (failed(score)) print(`${says(score)} ${how(score)}`)
  for (const score of altered) {
    if (!isLong(score.text)) continue
    if (failed(score)) print(`altered ${says(score)} ${how(score)}`)
    else if (score.wasSure && !isMarked(score))
      print(`altered ${says(score)} marked ${score.marks.join(' ') || 'nothing'}, not ${score.wanted}`)
  }
}

const percent = (share: number) => `${(share * 100).toFixed(1)}%`.padStart(7)
const number = (count: number, width = 6) => String(count).padStart(width)

function printRow(name: string, scores: readonly OperationScore[]): void {
  const row = summarise(scores)
  console.log(
    `${name.padEnd(62)} ${number(row.values)} ${[row.right, row.unplaced, row.wrong, row.elsewhere].map(percent).join(' ')} ` +
      `${number(row.misread)} ${number(row.refused, 4)} ${number(row.altered)} ${percent(row.alteredRight)} ${percent(row.marked)} ` +
      `${number(row.short, 5)} ${percent(row.shortRight)} ${row.groundMs.toFixed(0).padStart(5)}`,
  )
}

let missed = false
try {
  for (const level of values.levels.split(',') as Level[]) {
    console.log(
      `${level.padEnd(62)} values   right  nowhere   wrong elsewh. misread refd altered  right  marked short   right    ms`,
    )
    const scores = await measureAll(level)
    printRow(`${level}, all`, scores)
    const { right, wrong } = summarise(scores)
    const target = targets[level]
    if (target && (right < target.right || wrong >= target.wrong)) {
      missed = true
      console.log(
        `${level}: the target is ${percent(target.right).trim()} right and less than ${percent(target.wrong).trim()} wrong`,
      )
    }
  }
  if (lost.length > 0) console.log(`${lost.length} things were lost or changed on the way through an answer`)
  if (values.failures) for (const what of lost) console.log(`  ${what}`)
} finally {
  await clouds.close()
  await engine.close()
}
if (values.assert && (missed || lost.length > 0)) process.exitCode = 1
