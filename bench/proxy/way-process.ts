import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { Order, Report } from './messages.ts'
import { ways, type WayName } from './ways.ts'

/** One way in a process of its own, as memory and CPU are counted a process. Arguments: its name, and the origin to pass on to. */
const [name, upstream] = process.argv.slice(2) as [WayName, string]
const resolutionMs = 10
const server = createServer(ways[name](upstream))
const delay = monitorEventLoopDelay({ resolution: resolutionMs })
let before = process.cpuUsage()

const send = (report: Report) => process.send?.(report)

process.on('message', ({ type }: Order) => {
  if (type === 'begin') {
    delay.reset()
    delay.enable()
    before = process.cpuUsage()
    send({ type: 'begun' })
  } else if (type === 'end') {
    const { user, system } = process.cpuUsage(before)
    delay.disable()
    // The histogram counts the resolution itself as delay.
    const stallP99Ms = Math.max(0, delay.percentile(99) / 1e6 - resolutionMs)
    send({
      type: 'usage',
      cpuMs: (user + system) / 1000,
      stallP99Ms,
      peakMegabytes: process.resourceUsage().maxRSS / 1024,
    })
  } else process.exit(0)
})
process.on('disconnect', () => process.exit())

server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo
  send({ type: 'ready', port, idleMegabytes: process.memoryUsage().rss / 1024 / 1024 })
})
