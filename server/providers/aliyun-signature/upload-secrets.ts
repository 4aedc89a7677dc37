import type { Exchange } from '../../contract/exchange.ts'

const names = 'EncodedPolicy|Policy|Signature|SecurityToken|StringToSign|SignatureProvided'
const inJson = new RegExp(`("(?:${names})"\\s*:\\s*)"(?:[^"\\\\]|\\\\.)*"?`, 'gi')
const inXml = new RegExp(`<(${names})>[^<]*`, 'gi')

/** Takes policies and signatures out of an answer's text, also where the answer is cut off or otherwise no whole document. */
export function maskUploadSecrets(text: string): string {
  return text.replaceAll(inJson, '$1"***"').replaceAll(inXml, '<$1>***')
}

/** A record of a call whose answer hands out the right to upload: kept without it. */
export function withoutUploadSecrets(exchange: Exchange): Exchange {
  const { answer } = exchange
  const text = answer?.body.text ?? null
  if (!answer || text === null) return exchange
  return { ...exchange, answer: { ...answer, body: { ...answer.body, text: maskUploadSecrets(text) } } }
}
