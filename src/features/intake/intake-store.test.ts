import { describe, expect, it, vi } from 'vitest'
import type { DocumentSummary } from '#contract/document'
import type { FileFacts, Limits } from '#contract/limits'
import { ProblemError } from '../../api/problem-error.ts'
import { createIntake, parallelUploads, type IntakeDependencies } from './intake-store.ts'

const facts: FileFacts = { format: 'jpeg', bytes: 10, width: 100, height: 80, pages: 1 }
const local = { provider: 'local', capability: 'general-text' }
const limits: Limits = { formats: ['jpeg'], maxBytes: 1000 }

const problem = new ProblemError({
  type: 'about:blank',
  title: 'The picture is cut off',
  status: 422,
  code: 'image-truncated',
  retryable: false,
  whoseFault: 'document',
})

const document = (id: string) => ({ id }) as DocumentSummary

function deferred<T>() {
  let resolve: (value: T) => void = () => {}
  const promise = new Promise<T>((settle) => (resolve = settle))
  return { promise, resolve }
}

function setUp(overrides: Partial<IntakeDependencies> = {}) {
  let ids = 0
  const deps = {
    readFacts: vi.fn<IntakeDependencies['readFacts']>(async (file: File) => ({ ...facts, bytes: file.size })),
    hash: vi.fn<IntakeDependencies['hash']>(async (file: File) => (await file.text()).padEnd(64, '0')),
    requestGrant: vi.fn<IntakeDependencies['requestGrant']>(async () => ({
      url: '/objects/',
      fields: {},
      objectKey: 'key',
      expiresAt: '',
      duplicateOf: null,
    })),
    postFile: vi.fn<IntakeDependencies['postFile']>(async () => {}),
    createDocument: vi.fn<IntakeDependencies['createDocument']>(async ({ name }) => document(`doc-${name}`)),
    requestRecognition: vi.fn<IntakeDependencies['requestRecognition']>(async () => {}),
    compareRecognisers: vi.fn<IntakeDependencies['compareRecognisers']>(async () => ({ items: [], problems: [] })),
    limitsOf: () => limits,
    asksFirst: () => false,
    newId: () => `item-${ids++}`,
    ...overrides,
  } satisfies IntakeDependencies
  const intake = createIntake(deps)
  const stage = (index: number) => intake.store.getState().items.get(`item-${index}`)?.stage
  const settled = (index: number, wanted: string) =>
    vi.waitFor(() => expect(stage(index)).toBe(wanted), { interval: 1 })
  return { intake, deps, stage, settled }
}

const file = (name: string, content = name) => new File([content], name)

describe('the intake', () => {
  it('takes a file from the drop to the request for its recognition', async () => {
    const { intake, deps, settled } = setUp()
    intake.add([file('a.jpg')], local)
    await settled(0, 'done')
    expect(deps.createDocument).toHaveBeenCalledWith({ objectKey: 'key', name: 'a.jpg' }, expect.anything())
    expect(deps.requestRecognition).toHaveBeenCalledWith('doc-a.jpg', local, expect.anything())
    expect(intake.store.getState().items.get('item-0')?.documentId).toBe('doc-a.jpg')
  })

  it('has several recognisers read a file; what one of them refuses is said and the file is in', async () => {
    const cloud = { provider: 'cloud', capability: 'card' }
    const { intake, deps, settled } = setUp()
    intake.add([file('a.jpg')], local, [cloud])
    await settled(0, 'done')
    expect(deps.compareRecognisers).toHaveBeenCalledWith('doc-a.jpg', [cloud], expect.anything())
    expect(intake.store.getState().items.get('item-0')?.problem).toBeNull()
    vi.mocked(deps.compareRecognisers).mockResolvedValue({
      items: [],
      problems: [{ index: 0, problem: problem.problem }],
    })
    intake.add([file('b.jpg')], local, [cloud])
    await settled(1, 'done')
    expect(intake.store.getState().items.get('item-1')?.problem?.code).toBe('image-truncated')
    intake.add([file('c.jpg')], local)
    await settled(2, 'done')
    expect(deps.compareRecognisers).toHaveBeenCalledTimes(2)
  })

  it('holds a file that breaks a limit of any recogniser that shall read it, and asks before any live one', async () => {
    const small = { provider: 'cloud', capability: 'small' }
    const { intake, stage, settled } = setUp({
      limitsOf: ({ capability }) => ({ formats: ['jpeg'], maxBytes: capability === 'small' ? 10 : 1000 }),
      asksFirst: ({ provider }) => provider === 'cloud',
    })
    intake.add([file('a.jpg', 'x'.repeat(20)), file('b.jpg', 'x')], local, [small])
    await settled(0, 'held')
    await settled(1, 'ready')
    intake.changeRecogniser(local)
    await settled(0, 'done')
    expect(stage(1)).toBe('done')
  })

  it('holds a file that breaks a limit before a byte is sent, and lets it go when another recogniser takes it', async () => {
    const { intake, deps, stage, settled } = setUp({
      limitsOf: ({ capability }) => (capability === 'large' ? { formats: ['jpeg'] } : limits),
    })
    intake.add([file('big.jpg', 'x'.repeat(2000)), file('small.jpg')], local)
    await settled(1, 'done')
    expect(stage(0)).toBe('held')
    expect(intake.store.getState().items.get('item-0')?.breaches).toEqual([
      { code: 'file-too-large', parameters: { bytes: 2000, maxBytes: 1000 } },
    ])
    expect(deps.requestGrant).toHaveBeenCalledTimes(1)
    intake.changeRecogniser({ provider: 'local', capability: 'large' })
    await settled(0, 'done')
    expect(deps.requestRecognition).toHaveBeenLastCalledWith(
      'doc-big.jpg',
      { provider: 'local', capability: 'large' },
      expect.anything(),
    )
  })

  it('waits for the operator where a call costs money', async () => {
    const { intake, deps, settled } = setUp({ asksFirst: () => true })
    intake.add([file('a.jpg')], local)
    await settled(0, 'ready')
    expect(deps.requestGrant).not.toHaveBeenCalled()
    intake.start()
    await settled(0, 'done')
  })

  it('goes on with the others when one fails, says why, and can try again', async () => {
    let broken = true
    const { intake, settled } = setUp({
      createDocument: vi.fn<IntakeDependencies['createDocument']>(async ({ name }) => {
        if (name === 'bad.jpg' && broken) throw problem
        return document(`doc-${name}`)
      }),
    })
    intake.add([file('bad.jpg'), file('good.jpg')], local)
    await settled(1, 'done')
    await settled(0, 'failed')
    expect(intake.store.getState().items.get('item-0')?.problem?.code).toBe('image-truncated')
    broken = false
    intake.retry('item-0')
    await settled(0, 'done')
  })

  it('does not upload again when only the request for the recognition failed', async () => {
    const requestRecognition = vi
      .fn<IntakeDependencies['requestRecognition']>()
      .mockRejectedValueOnce(problem)
      .mockResolvedValue(undefined)
    const { intake, deps, settled } = setUp({ requestRecognition })
    intake.add([file('a.jpg')], local)
    await settled(0, 'failed')
    intake.retry('item-0')
    await settled(0, 'done')
    expect(deps.postFile).toHaveBeenCalledTimes(1)
  })

  it('offers the document that holds the same bytes, and adds another one only when told', async () => {
    const duplicateOf = { id: 'old', name: 'old.jpg', createdAt: '2026-01-01T00:00:00Z' }
    const { intake, deps, settled } = setUp({
      requestGrant: vi.fn<IntakeDependencies['requestGrant']>(async () => ({
        url: '',
        fields: {},
        objectKey: 'key',
        expiresAt: '',
        duplicateOf,
      })),
    })
    intake.add([file('a.jpg')], local)
    await settled(0, 'duplicate')
    expect(deps.postFile).not.toHaveBeenCalled()
    expect(intake.store.getState().items.get('item-0')?.duplicateOf).toEqual(duplicateOf)
    intake.addAnyway('item-0')
    await settled(0, 'done')
  })

  it('lets the same bytes twice in one drop go one after the other, so that the second is noticed', async () => {
    const known = new Set<string>()
    const { intake, settled } = setUp({
      requestGrant: vi.fn<IntakeDependencies['requestGrant']>(async ({ sha256 }) => ({
        url: '',
        fields: {},
        objectKey: sha256,
        expiresAt: '',
        duplicateOf: known.has(sha256) ? { id: 'first', name: 'a.jpg', createdAt: '' } : null,
      })),
      createDocument: vi.fn<IntakeDependencies['createDocument']>(async ({ objectKey }) => {
        known.add(objectKey)
        return document('first')
      }),
    })
    intake.add([file('a.jpg', 'same'), file('b.jpg', 'same')], local)
    await settled(0, 'done')
    await settled(1, 'duplicate')
    expect(intake.store.getState().items.get('item-1')?.duplicateOf?.id).toBe('first')
  })

  it(`sends ${parallelUploads} files at a time, in order`, async () => {
    const gate = deferred<void>()
    const postFile = vi.fn<IntakeDependencies['postFile']>(() => gate.promise)
    const { intake, settled } = setUp({ postFile })
    intake.add(
      Array.from({ length: 10 }, (_, index) => file(`${index}.jpg`)),
      local,
    )
    await vi.waitFor(() => expect(postFile).toHaveBeenCalledTimes(parallelUploads), { interval: 1 })
    expect(intake.store.getState().counts).toMatchObject({ uploading: parallelUploads, waiting: 10 - parallelUploads })
    gate.resolve()
    await settled(9, 'done')
    expect(intake.store.getState().counts).toMatchObject({ uploading: 0, waiting: 0, done: 10 })
  })

  it('cancels a running upload, frees its place, and takes the file up again when asked', async () => {
    let attempts = 0
    const { intake, deps, stage, settled } = setUp({
      postFile: vi.fn<IntakeDependencies['postFile']>(async (_grant, _file, signal) => {
        attempts += 1
        if (attempts > 1) return
        await new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('aborted'))))
      }),
    })
    intake.add([file('a.jpg')], local)
    await settled(0, 'uploading')
    intake.cancel('item-0')
    expect(stage(0)).toBe('cancelled')
    intake.retry('item-0')
    await settled(0, 'done')
    expect(deps.createDocument).toHaveBeenCalledTimes(1)
  })

  it('leaves out the files that systems put into folders, and forgets what is finished', async () => {
    const { intake, settled } = setUp()
    intake.add([file('.DS_Store'), file('a.jpg'), file('Thumbs.db')], local)
    expect(intake.store.getState().order).toHaveLength(1)
    await settled(0, 'done')
    intake.clearFinished()
    expect(intake.store.getState().order).toEqual([])
    expect(intake.store.getState().counts.done).toBe(0)
  })

  it('takes 5,000 files without a quadratic wait', async () => {
    const { intake, settled } = setUp()
    intake.add(
      Array.from({ length: 5000 }, (_, index) => file(`${index}.jpg`)),
      local,
    )
    await settled(4999, 'done')
    expect(intake.store.getState().counts.done).toBe(5000)
  })
})
