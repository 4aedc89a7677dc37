import { beforeAll, describe, expect, test } from 'vitest'
import { kindByName } from '../contract/documents/index.ts'
import { exchangeSchema, type Exchange } from '../contract/exchange.ts'
import type { Quad } from '../contract/geometry.ts'
import { ProblemError } from '../contract/problem.ts'
import { capabilitySchema, labelSchema, probeSchema, providerStatusSchema } from '../contract/provider.ts'
import { findingsSchema, modeSchema, progressSchema, type Findings, type Progress } from '../contract/result.ts'
import type {
  Provider,
  ProviderAnswer,
  RecogniseContext,
  RecogniseRequest,
  SourceFile,
  UprightPage,
} from './provider.ts'

export interface ConformanceSubject {
  /** A fresh provider whose other side (engine, stand-in) answers as it usually does. */
  create: () => Provider | Promise<Provider>
  /** One whose other side reports no confidence at all; absent where that cannot happen. */
  createWithoutConfidence?: () => Provider | Promise<Provider>
  /** A document that every capability can be asked to read; at least two pages where the provider takes more than one. */
  pages: () => UprightPage[]
  /** The file that the pages are of; a JPEG of the first page where absent. */
  file?: (capabilityId: string) => SourceFile
  /** Pages for one capability, where `pages` do not suit it. */
  pagesFor?: (capabilityId: string) => UprightPage[]
  /** Parameters that a capability cannot do without. */
  parameters?: (capabilityId: string) => Record<string, string>
  /** Texts that must not turn up in anything that is kept or shown: secret keys, passwords. */
  secrets?: readonly string[]
}

interface Run {
  answer: ProviderAnswer
  progress: Progress[]
  exchanges: Exchange[]
  /** How often a paid call was announced. */
  paid: number
}

/** An order as the console makes it; several requests for one document have different ids. */
let orders = 0

/** The request that a suite makes of a capability, by what its subject says about documents and parameters. */
export function requestFor(
  provider: Provider,
  capabilityId: string,
  subject: Pick<ConformanceSubject, 'pages' | 'file' | 'pagesFor' | 'parameters'>,
): RecogniseRequest {
  const capability = provider.capabilities.find(({ id }) => id === capabilityId)!
  const kind = kindByName(capability.kinds[0]!)!
  const pages = subject.pagesFor?.(capabilityId) ?? subject.pages()
  const file = subject.file?.(capabilityId) ?? { format: 'jpeg' as const, bytes: 1, read: () => pages[0]!.image() }
  const parameters = subject.parameters?.(capabilityId) ?? {}
  orders += 1
  const id = `00000000-0000-7000-8000-${String(orders).padStart(12, '0')}`
  return { id, capability, kind, parameters, pages, file, job: null }
}

/** A context that a test looks into afterwards. */
export function recordingContext(signal: AbortSignal = new AbortController().signal) {
  const seen = {
    progress: [] as Progress[],
    exchanges: [] as Exchange[],
    jobs: [] as Record<string, string>[],
    paid: 0,
    /** Calls that the provider counted. */
    counted: 0,
  }
  const context: RecogniseContext = {
    signal,
    onProgress: (step) => void seen.progress.push(step),
    onExchange: (exchange) => void seen.exchanges.push(exchange),
    beforePaidCall: async () => void (seen.paid += 1),
    keepJob: async (job) => void seen.jobs.push(job),
    onCounted: (calls) => void (seen.counted += calls),
  }
  return { context, seen }
}

async function run(provider: Provider, request: RecogniseRequest, signal = new AbortController().signal): Promise<Run> {
  const { context, seen } = recordingContext(signal)
  const answer = await provider.recognise(request, context)
  return { answer, progress: seen.progress, exchanges: seen.exchanges, paid: seen.paid }
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
        for (const { name, value, kind } of capability.kindsByParameter ?? []) {
          expect(capability.parameters.find((parameter) => parameter.name === name)?.values).toContain(value)
          expect(capability.kinds).toContain(kind)
        }
      }
    })

    test('says how it stands and tests its connection, without a secret', async () => {
      const status = provider.status()
      expect(providerStatusSchema.safeParse(status).error).toBeUndefined()
      expect(status).toMatchObject({ id: provider.id, mode: provider.mode, ready: true })
      const probe = await provider.probe(new AbortController().signal)
      expect(probeSchema.safeParse(probe).error).toBeUndefined()
      expect(probe.ok).toBe(true)
      for (const secret of subject.secrets ?? []) expect(JSON.stringify([status, probe])).not.toContain(secret)
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
        const { fields, lines, tables, regions, frames, html = '' } = done.answer.findings
        const places = fields.length + lines.length + tables.length + regions.length
        expect(places + frames.flatMap((frame) => frame.lines).length + html.length).toBeGreaterThan(0)
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

      test('keeps a record of its calls that holds no secret', () => {
        const { exchanges, paid } = done
        for (const exchange of exchanges) expect(exchangeSchema.safeParse(exchange).error).toBeUndefined()
        for (const secret of subject.secrets ?? []) expect(JSON.stringify(exchanges)).not.toContain(secret)
        // The local engine makes no calls; every other provider makes some, and signs them.
        const isCloud = provider.mode !== 'local'
        expect(exchanges.length > 0).toBe(isCloud)
        expect(exchanges.some(({ signing }) => signing.length > 0)).toBe(isCloud)
        // Every call that may be charged was announced, so that a restart does not make it again.
        expect(paid).toBe(exchanges.filter(({ purpose }) => purpose === 'recognise').length)
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
        const file = { ...request.file, read: image }
        const abort = new AbortController()
        const why = new Error('cancelled')
        abort.abort(why)
        expect(await reasonOf(run(provider, { ...request, pages, file }, abort.signal))).toBe(why)
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
        const file = {
          ...request.file,
          read: () => {
            abort.abort(why)
            return request.file.read()
          },
        }
        expect(await reasonOf(run(provider, { ...request, pages, file }, abort.signal))).toBe(why)
        const again = requestFor(provider, capabilityId, subject)
        expect((await run(provider, again)).answer.findings).toEqual(done.answer.findings)
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
