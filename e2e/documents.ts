import sharp from 'sharp'
import { boundsOf } from '../server/contract/geometry.ts'
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

const drawn = new Map<string, Promise<Specimen>>()

/** A clean specimen, drawn once in a worker: the tests look at a handful of cards again and again, and drawing one takes a third of a second. */
function cleanSpecimen(kind: string, seed: number): Promise<Specimen> {
  const name = `${kind} ${seed}`
  const known = drawn.get(name) ?? renderSpecimen({ kind, seed, level: 'clean' })
  drawn.set(name, known)
  return known
}

/** A picture of an invented person's document as a person would drop it. */
export async function specimenFile(kind: string, seed: number, name: string): Promise<SpecimenFile> {
  const { image, format, truth } = await cleanSpecimen(kind, seed)
  return { name: `${name}.${format === 'png' ? 'png' : 'jpg'}`, type: `image/${format}`, bytes: image, truth }
}

/**
 * An ID card that needs a person: one digit of its number is another digit of the same card, so that the check sign is wrong, and its
 * name is covered. Everything else is as clean as on any other card.
 */
export async function doubtfulCard(seed: number, name: string): Promise<SpecimenFile & { misread: string }> {
  const { image, truth } = await cleanSpecimen('id-card-front', seed)
  const number = truth.fields['id_number']!
  const digits = truth.lines.find(({ text }) => text === number)!.chars
  const at = 15
  const other = digits.findIndex(({ text }) => text !== number[at])
  const [from, to] = [boundsOf(digits[other]!.quad), boundsOf(digits[at]!.quad)]
  const place = { left: Math.round(from.left), top: Math.round(from.top) }
  const width = Math.round(Math.max(from.right - from.left, to.right - to.left))
  const digit = await sharp(image)
    .extract({ ...place, width, height: Math.round(from.bottom - from.top) })
    .toBuffer()
  const covered = boundsOf(...truth.boxes['name']!)
  const sticker = {
    create: {
      width: Math.round(covered.right - covered.left) + 12,
      height: Math.round(covered.bottom - covered.top) + 12,
      channels: 3,
      background: '#dde8ee',
    },
  } as const
  const bytes = await sharp(image)
    .composite([
      { input: digit, left: Math.round(to.left), top: Math.round(to.top) },
      { input: sticker, left: Math.round(covered.left) - 6, top: Math.round(covered.top) - 6 },
    ])
    .png()
    .toBuffer()
  const misread = number.slice(0, at) + number[other] + number.slice(at + 1)
  return { name: `${name}.png`, type: 'image/png', bytes, truth, misread }
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
