import { ProblemError } from '../contract/problem.ts'
import { createSandbox, type SandboxOptions } from './index.ts'
import type { Accounts } from './accounts.ts'
import type { Faults } from './faults.ts'

export interface OpenSandbox {
  origin: string
  faults: Faults
  accounts: Accounts
  close(): Promise<void>
}

/**
 * Opens the stand-ins' port. Where the usual one is taken and none was asked for, any free one does: two consoles on one machine each have theirs.
 * @param place null = none
 * @throws {ProblemError} `cannot-listen` where the port that was asked for cannot be had
 */
export async function openSandbox(
  place: { port: number; fixed: boolean } | null,
  options: SandboxOptions,
): Promise<OpenSandbox | null> {
  if (!place) return null
  const sandbox = createSandbox(options)
  const opened = await sandbox.listen(place.port).catch((error: NodeJS.ErrnoException) => {
    if (!place.fixed && error.code === 'EADDRINUSE') return sandbox.listen(0)
    throw new ProblemError(
      {
        title: 'The stand-ins of the clouds could not be opened',
        status: 503,
        code: 'cannot-listen',
        detail: `Port ${place.port} on loopback could not be opened for the stand-ins (${error.code ?? 'unknown reason'}); set SANDBOX_PORT to another number, or to off.`,
        retryable: false,
        whoseFault: 'configuration',
      },
      { cause: error },
    )
  })
  const { faults, accounts } = sandbox
  return { origin: opened.origin, faults, accounts, close: () => opened.close() }
}
