import { beforeEach, describe, expect, it, vi } from 'vitest'
import { createQueryClient } from '../../api/query-client.ts'
import { providersQuery, type ProviderDescription } from '../../api/providers.ts'
import { addFiles, redirectFiles } from './add-files.ts'
import { holdByPrice } from './hold-by-price.ts'
import { intake } from './instance.ts'

vi.mock('../../ui/files/read-facts.ts', () => ({
  readFacts: async () => ({ format: 'jpeg', bytes: 1, width: 100, height: 80, pages: 1 }),
}))

const named = (id: string, mode: ProviderDescription['mode']) =>
  ({
    id,
    mode,
    ready: true,
    label: { en: id, zh: id },
    capabilities: [
      {
        id: 'card',
        label: { en: 'Card', zh: 'Card' },
        kinds: ['id-card-front'],
        parameters: [],
        limits: { formats: ['jpeg'] },
      },
    ],
  }) as unknown as ProviderDescription
const cloud = { provider: 'cloud', capability: 'card' }
const local = { provider: 'local', capability: 'card' }

function setUp(price: () => Response) {
  const asked: string[] = []
  vi.stubGlobal('fetch', async (input: string | URL | Request) => {
    const { pathname } = new URL(input instanceof Request ? input.url : String(input), 'http://localhost')
    asked.push(pathname)
    if (pathname === '/api/v1/prices') return price()
    return new Response('{}', { status: 500 })
  })
  const client = createQueryClient()
  client.setQueryData(providersQuery.queryKey, [named('local', 'local'), named('cloud', 'sandbox')])
  return { client, asked }
}
const stages = () => [...intake.store.getState().items.values()].map(({ stage }) => stage)
const checked = () => vi.waitFor(() => expect(intake.store.getState().counts.checking).toBe(0), { interval: 1 })
const answer = (unseenWarning: string | null) => Response.json({ provider: 'cloud', capability: 'card', unseenWarning })

describe('files for a cloud', () => {
  beforeEach(() => {
    intake.clearAll()
    return () => vi.unstubAllGlobals()
  })

  it.each([
    ['no answer at all', () => Response.error()],
    ['a server that fails', () => Response.json({ code: 'internal', title: 'x' }, { status: 500 })],
    ['a lost connection', () => Promise.reject(new TypeError('fetch failed')) as unknown as Response],
    ['a warning that nobody has seen', () => answer('warning-1')],
  ])('wait for the operator’s word after %s, and nothing is sent', async (_, price) => {
    const { client, asked } = setUp(price)
    await addFiles(client, [new File(['a'], 'a.jpg'), new File(['b'], 'b.jpg')], cloud)
    await checked()
    expect(stages()).toEqual(['ready', 'ready'])
    expect(asked).toEqual(['/api/v1/prices'])
  })

  it('go once the price can be had and nothing stands in the way', async () => {
    const { client } = setUp(() => answer(null))
    await addFiles(client, [new File(['a'], 'a.jpg')], cloud)
    await checked()
    expect(stages()).not.toEqual(['ready'])
  })

  it('that are sent to another recogniser wait by the price of that one', async () => {
    let price = () => answer('warning-1')
    const { client, asked } = setUp(() => price())
    await addFiles(client, [new File(['a'], 'a.jpg')], cloud)
    await checked()
    price = () => Response.error()
    await redirectFiles(client, { ...cloud, capability: 'other' }, [])
    expect(stages()).toEqual(['ready'])
    expect(new Set(asked)).toEqual(new Set(['/api/v1/prices']))
  })

  it('that are read on this machine ask for no price', async () => {
    const { client, asked } = setUp(() => Response.error())
    await holdByPrice(client, [local], 3)
    expect(asked).toEqual([])
  })
})
