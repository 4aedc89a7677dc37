import { ServerProcess } from './server-process.ts'
import { expect, test as base } from './fixtures.ts'
import { seedDataDirectory } from '../server/db/testing.ts'

async function expectAnswer(answer: Response, status: number): Promise<Response> {
  if (answer.status !== status) throw new Error(`${answer.url} answered ${answer.status}: ${await answer.text()}`)
  return answer
}

/** A sign-in link for somebody new. */
export async function newSignInLink(server: ServerProcess, name: string, role = 'administrator'): Promise<string> {
  const answer = await server.call('/api/v1/users', {
    method: 'POST',
    body: JSON.stringify({ name, role }),
    headers: { 'Content-Type': 'application/json' },
  })
  const { signInLink } = (await (await expectAnswer(answer, 201)).json()) as { signInLink: { url: string } }
  return signInLink.url
}

/**
 * The same fixtures on one server for all tests of a worker, which starts in a second or two and needs as long to load its models: each
 * test finds it without documents and is signed in as somebody new. Tests that kill their server take `fixtures.ts`.
 */
export const test = base.extend<{ server: ServerProcess }, { sharedServer: ServerProcess; sandbox: boolean }>({
  /** Whether the stand-ins of the clouds listen; a spec that wants them says so for its whole file. */
  sandbox: [false, { option: true, scope: 'worker' }],
  sharedServer: [
    async ({ sandbox }, use) => {
      const server = await ServerProcess.start({ sandbox, prepare: seedDataDirectory })
      await use(server)
      await server.dispose()
    },
    { scope: 'worker' },
  ],
  server: async ({ sharedServer }, use) => {
    const answer = await sharedServer.call('/api/v1/documents/actions', {
      method: 'POST',
      body: JSON.stringify({ action: 'delete', filter: {} }),
      headers: { 'Content-Type': 'application/json' },
    })
    await expectAnswer(answer, 200)
    sharedServer.signInUrl = await newSignInLink(sharedServer, 'Ada Operator')
    await use(sharedServer)
  },
})

export { expect }
