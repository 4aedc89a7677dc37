import { randomBytes } from 'node:crypto'
import { startUpstream, startWay, type Contestant } from './contestant.ts'
import { load } from './load.ts'
import type { Usage } from './messages.ts'
import { isNginxInstalled, startNginx } from './nginx.ts'
import { isMet, ours, targetsOf, type Figures } from './targets.ts'
import { ways } from './ways.ts'

const sizes = [0.2, 3, 10]
const numbersAtATime = [1, 8, 32]

/** Requests of one round: enough to even out, and a few for each that is at work. */
function countOf(megabytes: number, atATime: number): number {
  return Math.max(2 * atATime, megabytes < 1 ? 300 : megabytes < 5 ? 40 : 20)
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((first, second) => first - second)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

interface Round extends Usage {
  requestsPerSecond: number
  slowestMs: number
}

function figuresOf({ name, idleMegabytes }: Contestant, count: number, rounds: readonly Round[]): Figures {
  const stalls = rounds.flatMap(({ stallP99Ms }) => stallP99Ms ?? [])
  return {
    name,
    idleMegabytes,
    cpuMsPerRequest: median(rounds.map(({ cpuMs }) => cpuMs / count)),
    requestsPerSecond: median(rounds.map(({ requestsPerSecond }) => requestsPerSecond)),
    slowestMs: median(rounds.map(({ slowestMs }) => slowestMs)),
    stallP99Ms: stalls.length === 0 ? null : median(stalls),
    peakMegabytes: Math.max(...rounds.map(({ peakMegabytes }) => peakMegabytes)),
  }
}

/** One size at one number at a time: fresh processes, and rounds in turn, so that a disturbance of the machine hits all of them. */
async function measure(
  upstream: { origin: string; port: number },
  megabytes: number,
  atATime: number,
  rounds: number,
): Promise<Figures[]> {
  const picture = randomBytes(Math.round(megabytes * 1024 * 1024))
  const count = countOf(megabytes, atATime)
  const contestants: Contestant[] = []
  for (const name of Object.keys(ways)) contestants.push(await startWay(name, upstream.origin))
  if (isNginxInstalled()) contestants.push(await startNginx(upstream.port))
  try {
    const measured = contestants.map((): Round[] => [])
    for (let round = -1; round < rounds; round += 1) {
      for (const [index, contestant] of contestants.entries()) {
        await contestant.begin()
        // The first round warms up.
        const loaded = await load(contestant.port, picture, count, atATime).catch((cause: unknown) => {
          throw new Error(`${contestant.name} failed`, { cause })
        })
        const usage = await contestant.end()
        if (round >= 0) measured[index]!.push({ ...usage, ...loaded })
      }
    }
    return contestants.map((contestant, index) => figuresOf(contestant, count, measured[index]!))
  } finally {
    for (const contestant of contestants) await contestant.stop()
  }
}

const columns = ['CPU ms/req', 'req/s', 'slowest ms', 'loop p99 ms', 'MB over idle', 'CPU ratio', 'req/s ratio']

/** A line a way; the ratios are ours to theirs. */
function table(figures: readonly Figures[]): string {
  const mine = figures.find(({ name }) => name === ours)!
  const head = `${''.padEnd(24)}${columns.map((column) => column.padStart(14)).join('')}`
  const lines = figures.map((figure) => {
    const cells = [
      figure.cpuMsPerRequest.toFixed(1),
      figure.requestsPerSecond.toFixed(1),
      figure.slowestMs.toFixed(0),
      figure.stallP99Ms?.toFixed(0) ?? '-',
      (figure.peakMegabytes - figure.idleMegabytes).toFixed(0),
      (mine.cpuMsPerRequest / figure.cpuMsPerRequest).toFixed(2),
      (mine.requestsPerSecond / figure.requestsPerSecond).toFixed(2),
    ]
    return `${figure.name.padEnd(24)}${cells.map((cell) => cell.padStart(14)).join('')}`
  })
  return [head, ...lines].join('\n')
}

const verdict = (met: boolean | null) => (met === null ? 'not measured' : met ? 'met' : 'MISSED')

/**
 * A picture's way through the proxy beside a bare pipe, the least that encoding and hashing cost, nginx where it is installed, and the naive way:
 * over loopback, each in a process of its own, in one run. `BENCH_ROUNDS` sets the rounds (default 3), `BENCH_MEGABYTES` picks one size.
 * Milliseconds are of this machine now; the ratios are what carries over.
 */
export async function run(): Promise<void> {
  const rounds = Number(process.env['BENCH_ROUNDS'] ?? 3)
  const only = process.env['BENCH_MEGABYTES']
  if (!isNginxInstalled()) console.log('nginx is not installed; its target is not measured.\n')
  const upstream = await startUpstream()
  try {
    for (const megabytes of sizes.filter((size) => only === undefined || size === Number(only))) {
      for (const atATime of numbersAtATime) {
        const figures = await measure(upstream, megabytes, atATime, rounds)
        console.log(`${megabytes} MB, ${atATime} at a time\n${table(figures)}`)
        const targets = megabytes === 10 ? targetsOf(figures, megabytes, atATime) : []
        for (const target of targets) {
          const { what, value, bound, atLeast } = target
          console.log(
            `  ${what}: ${value?.toFixed(2) ?? '-'} (at ${atLeast ? 'least' : 'most'} ${bound}) ${verdict(isMet(target))}`,
          )
        }
        console.log()
      }
    }
  } finally {
    await upstream.stop()
  }
}
