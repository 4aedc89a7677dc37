// npm run bench [-- canvas | engine | drop | metering | proxy | review]: what the README claims about speed, measured again. Without a name everything runs.
import { run as runCanvas } from './canvas/main.ts'
import { run as runDrop } from './drop.ts'
import { run as runEngine } from './engine/main.ts'
import { run as runMetering } from './metering/main.ts'
import { run as runProxy } from './proxy/main.ts'
import { run as runReview } from './review/main.ts'

const benchmarks: Record<string, () => Promise<void>> = {
  canvas: runCanvas,
  engine: runEngine,
  drop: runDrop,
  metering: runMetering,
  proxy: runProxy,
  review: runReview,
}

const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !(name in benchmarks))
if (unknown.length > 0) {
  console.error(`No benchmark is called ${unknown.join(', ')}. There are: ${Object.keys(benchmarks).join(', ')}.`)
  process.exit(1)
}
for (const [name, run] of Object.entries(benchmarks)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  console.log(`\n## ${name}\n`)
  await run()
}
