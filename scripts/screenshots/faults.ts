import type { ServerProcess } from '../../e2e/server-process.ts'
import type { Fault } from '../../server/contract/sandbox.ts'

/** Has a stand-in do something wrong the next time it is called. */
export async function switchFault(server: ServerProcess, provider: string, fault: Fault): Promise<void> {
  await server.call('/api/v1/sandbox/faults', {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ provider, fault, times: 1 }),
  })
}
