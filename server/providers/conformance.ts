import { beforeAll, describe, expect, test } from 'vitest'
import { kindByName } from '../contract/documents/index.ts'
import type { Quad } from '../contract/geometry.ts'
import { ProblemError } from '../contract/problem.ts'
import { capabilitySchema, labelSchema } from '../contract/provider.ts'
import { findingsSchema, modeSchema, progressSchema, type Findings, type Progress } from '../contract/result.ts'
import type { Provider, ProviderAnswer, RecogniseRequest, UprightPage } from './provider.ts'

export interface ConformanceSubject {
  /** A fresh provider whose other side (engine, stand-in) answers as it usually does. */
  create: () => Provider | Promise<Provider>
  /** One whose other side reports no confidence at all; absent where that cannot happen. */
  createWithoutConfidence?: () => Provider | Promise<Provider>
  /** A document that every capability can be asked to read; at least two pages where the provider takes more than one. */
  pages: () => UprightPage[]
  /** Parameters that a capability cannot do without. */
  parameters?: (capabilityId: string) => Record<string, string>
}

interface Run {
  answer: ProviderAnswer
  progress: Progress[]
}

function requestFor(provider: Provider, capabilityId: string, subject: ConformanceSubject): RecogniseRequest {
  const capability = provider.capabilities.find(({ id }) => id === capabilityId)!
  const kind = kindByName(capability.kinds[0]!)!
  return { capability, kind, parameters: subject.parameters?.(capabilityId) ?? {}, pages: subject.pages() }
}

async function run(provider: Provider, request: RecogniseRequest, signal = new AbortController().signal): Promise<Run> {
  const progress: Progress[] = []
  const answer = await provider.recognise(request, { signal, onProgress: (step) => void progress.push(step) })
  return { answer, progress }
}

/** Every place that findings name, with its page. */
function placesOf({ fields, lines, tables, regions }: Findings): { page: number; quad: Quad }[] {
  return [
    ...fields.flatMap(({ page, quads, chars = [] }) =>
      [...quads, ...chars.map(({ quad }) => quad)].map((quad) => ({ page, quad })),
    ),
    ...lines.flatMap(({ page, quad, chars }) =>
      [quad, ...chars.map((char) => char.quad)].map((place) => ({ page, quad: place })),
    ),
    ...tables.flatMap(({ page, quad, cells }) =>
      [quad, ...cells.flatMap((cell) => cell.quad ?? [])].map((place) => ({ page, quad: place as Quad })),
    ),
    ...regions,
  ]
}

function isOnItsPage({ page, quad }: { page: number; quad: Quad }, pages: readonly UprightPage[]): boolean {
  const size = pages.find(({ index }) => index === page)
  return size !== undefined && quad.every(([x, y]) => x >= 0 && y >= 0 && x <= size.width && y <= size.height)
}

async function reasonOf(working: Promise<unknown>): Promise<unknown> {
  return working.then(
    () => 'it succeeded',
    (reason: unknown) => reason,
  )
}

/** What the rest of the console relies on, whoever recognises: every provider runs it beside its own tests. */
export function describeConformance(name: string, subject: ConformanceSubject, capabilityIds: readonly string[]): void {
  describe(`${name} conforms`, () => {
    let provider: Provider
    beforeAll(async () => {
      provider = await subject.create()
    })

    test('describes itself by the contract', () => {
      expect(provider.id).toMatch(/^[a-z][a-z0-9-]*$/)
      expect(labelSchema.safeParse(provider.label).error).toBeUndefined()
      expect(modeSchema.safeParse(provider.mode).error).toBeUndefined()
      const ids = provider.capabilities.map(({ id }) => id)
      expect(ids).toEqual([...new Set(ids)])
      expect(ids).toEqual(expect.arrayContaining([...capabilityIds]))
      for (const capability of provider.capabilities) {
        expect(capabilitySchema.safeParse(capability).error).toBeUndefined()
        expect(capability.limits.formats.length).toBeGreaterThan(0)
        for (const kind of capability.kinds) expect(kindByName(kind)?.kind).toBe(kind)
      }
    })

    test('refuses a capability that it does not have', async () => {
      const request = requestFor(provider, capabilityIds[0]!, subject)
      const unknown = { ...request, capability: { ...request.capability, id: 'no-such-capability' } }
      const reason = await reasonOf(run(provider, unknown))
      expect(reason).toBeInstanceOf(ProblemError)
      expect((reason as ProblemError).problem).toMatchObject({
        code: 'capability-unknown',
        provider: provider.id,
        retryable: false,
      })
    })

    test('passes on why a page could not be had', async () => {
      const missing = new ProblemError({
        title: 'Gone',
        status: 500,
        code: 'picture-missing',
        retryable: false,
        whoseFault: 'us',
      })
      const request = requestFor(provider, capabilityIds[0]!, subject)
      const pages = request.pages.map((page) => ({ ...page, image: () => Promise.reject(missing) }))
      expect(await reasonOf(run(provider, { ...request, pages }))).toBe(missing)
    })

    describe.each([...capabilityIds])('in %s', (capabilityId) => {
      let done: Run
      let request: RecogniseRequest
      beforeAll(async () => {
        request = requestFor(provider, capabilityId, subject)
        done = await run(provider, request)
      })

      test('answers canonical findings of a kind that it offers', () => {
        expect(findingsSchema.safeParse(done.answer.findings).error).toBeUndefined()
        expect(request.capability.kinds).toContain(done.answer.kind)
      })

      test('finds something on the page that it was given', () => {
        const { fields, lines, tables, regions } = done.answer.findings
        expect(fields.length + lines.length + tables.length + regions.length).toBeGreaterThan(0)
      })

      test('puts every place on its page', () => {
        expect(placesOf(done.answer.findings).filter((place) => !isOnItsPage(place, request.pages))).toEqual([])
      })

      test('says of every value where it is from', () => {
        for (const field of done.answer.findings.fields) {
          expect([field.key, field.boxSource === null]).toEqual([field.key, field.quads.length === 0])
          expect([field.key, field.confidenceSource === null]).toEqual([field.key, field.confidence === null])
          expect(field.native).toHaveProperty('path')
        }
      })

      test('reports how far it is, never backwards', () => {
        for (const step of done.progress) expect(progressSchema.safeParse(step).error).toBeUndefined()
        const shares = done.progress.map(({ share }) => share)
        expect(shares).toEqual(shares.toSorted((first, second) => first - second))
      })

      test('stops at once when it is cancelled before it began', async () => {
        let opened = 0
        const image = () => {
          opened += 1
          return Promise.reject(new Error('must not be asked for'))
        }
        const pages = request.pages.map((page) => ({ ...page, image }))
        const abort = new AbortController()
        const why = new Error('cancelled')
        abort.abort(why)
        expect(await reasonOf(run(provider, { ...request, pages }, abort.signal))).toBe(why)
        expect(opened).toBe(0)
      })

      test('stops when it is cancelled at work, and can be asked again', async () => {
        const abort = new AbortController()
        const why = new Error('cancelled')
        const pages = request.pages.map((page) => ({
          ...page,
          image: () => {
            abort.abort(why)
            return page.image()
          },
        }))
        expect(await reasonOf(run(provider, { ...request, pages }, abort.signal))).toBe(why)
        expect((await run(provider, request)).answer.findings).toEqual(done.answer.findings)
      })
    })

    const { createWithoutConfidence } = subject
    if (!createWithoutConfidence) return
    test('keeps "not reported" as null', async () => {
      const silent = await createWithoutConfidence()
      for (const capabilityId of capabilityIds) {
        const { fields, lines } = (await run(silent, requestFor(silent, capabilityId, subject))).answer.findings
        for (const item of [...fields, ...lines]) expect(item.confidence).toBeNull()
      }
    })
  })
}
