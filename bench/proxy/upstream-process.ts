import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** The cloud's place: takes a body of any size and answers how long it was. The same for all ways. */
const server = createServer((request, response) => {
  let bytes = 0
  request.on('data', (chunk: Buffer) => (bytes += chunk.length))
  request.on('end', () => {
    response.setHeader('content-type', 'application/json')
    response.end(`{"result":{"bytes":${bytes}}}`)
  })
})

// Longer than a way is left alone while the others are measured.
server.keepAliveTimeout = 60_000

server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port))
process.on('disconnect', () => process.exit())
