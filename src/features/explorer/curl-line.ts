import { quoted } from '../../ui/shell-word.ts'

interface CurlOrder {
  origin: string
  provider: string
  capability: string
  parameters: Readonly<Record<string, string>>
  fileName: string
}

/**
 * A line for a shell that has this console run the same recognition. The console signs it for the cloud, so it holds no cloud's key: only the
 * name of the variable with the console's own token.
 */
export function curlLine({ origin, provider, capability, parameters, fileName }: CurlOrder): string {
  const query = new URLSearchParams({ provider, capability, ...parameters, name: fileName })
  return [
    `curl -sS ${quoted(`${origin}/api/v1/recognitions?${query}`)}`,
    `-H "Authorization: Bearer $FIELDPROOF_TOKEN"`,
    `-H 'Content-Type: application/octet-stream'`,
    `--data-binary ${quoted(`@${fileName}`)}`,
  ].join(' \\\n  ')
}
