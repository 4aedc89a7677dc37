import { quoted } from '../../ui/shell-word.ts'

interface AppCall {
  origin: string
  appKey: string
  provider: string
  capability: string
  fileName: string
}

/** The variable that the line takes the secret from: what is typed into a shell stays in its history. */
export const secretVariable = 'FIELDPROOF_APP_SECRET'

/** A line for a shell that has the console read a file as the app. */
export function curlLine({ origin, appKey, provider, capability, fileName }: AppCall): string {
  const query = new URLSearchParams({ provider, capability, name: fileName })
  return [
    `curl -sS ${quoted(`${origin}/api/v1/recognitions?${query}`)}`,
    `-u "${appKey}:$${secretVariable}"`,
    `-H 'Content-Type: application/octet-stream'`,
    `--data-binary ${quoted(`@${fileName}`)}`,
  ].join(' \\\n  ')
}
