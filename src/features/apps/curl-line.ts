import type { Capability } from '#contract/provider'
import { quoted } from '../../ui/shell-word.ts'

interface AppCall {
  origin: string
  appKey: string
  provider: string
  capability: string
  parameters: Readonly<Record<string, string>>
  fileName: string
}

/** The variable that the line takes the secret from: what is typed into a shell stays in its history. */
export const secretVariable = 'FIELDPROOF_APP_SECRET'

/** What a capability cannot be called without, each with the first value that it may have. */
export function neededParameters({ parameters }: Pick<Capability, 'parameters'>): Record<string, string> {
  const needed = parameters.filter(({ required, default: usual }) => required && usual === undefined)
  return Object.fromEntries(needed.map(({ name, values, minimum }) => [name, values?.[0] ?? String(minimum ?? '…')]))
}

/** A line for a shell that has the console read a file as the app. */
export function curlLine({ origin, appKey, provider, capability, parameters, fileName }: AppCall): string {
  const query = new URLSearchParams({ provider, capability, ...parameters, name: fileName })
  return [
    `curl -sS ${quoted(`${origin}/api/v1/recognitions?${query}`)}`,
    `-u "${appKey}:$${secretVariable}"`,
    `-H 'Content-Type: application/octet-stream'`,
    `--data-binary ${quoted(`@${fileName}`)}`,
  ].join(' \\\n  ')
}
