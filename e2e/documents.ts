import { renderSpecimen, type Specimen } from '../specimens/index.ts'
import type { DocumentDetail } from '../server/contract/document.ts'
import type { ServerProcess } from './server-process.ts'

export interface DroppedFile {
  name: string
  type: string
  bytes: Buffer
}

export interface SpecimenFile extends DroppedFile {
  truth: Specimen['truth']
}

/** A picture of an invented person's document as a person would drop it. */
export async function specimenFile(kind: string, seed: number, name: string): Promise<SpecimenFile> {
  const { image, format, truth } = await renderSpecimen({ kind, seed, level: 'clean' })
  return { name: `${name}.${format === 'png' ? 'png' : 'jpg'}`, type: `image/${format}`, bytes: image, truth }
}

/** Sends a picture through the interface for scripts and returns the document that it became, read. */
export async function addDocument(server: ServerProcess, file: DroppedFile, capability: string): Promise<string> {
  const parameters = new URLSearchParams({ provider: 'local', capability, name: file.name })
  const answer = await server.call(`/api/v1/recognitions?${parameters}`, {
    method: 'POST',
    body: new Uint8Array(file.bytes),
    headers: { 'Content-Type': 'application/octet-stream' },
  })
  if (answer.status !== 200) throw new Error(`Recognition answered ${answer.status}: ${await answer.text()}`)
  return ((await answer.json()) as { documentId: string }).documentId
}

export async function detailOf(server: ServerProcess, documentId: string): Promise<DocumentDetail> {
  const answer = await server.call(`/api/v1/documents/${documentId}`)
  if (answer.status !== 200) throw new Error(`Document answered ${answer.status}`)
  return (await answer.json()) as DocumentDetail
}
