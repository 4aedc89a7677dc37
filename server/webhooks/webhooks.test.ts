import { createHmac } from 'node:crypto'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openTestDatabase, type TestDatabase } from '../db/testing.ts'
import { addressOf, checkUrl, mayReceive } from './address.ts'
import { createOutTray, pausesMs, type OutTray } from './out-tray.ts'
import { createSend } from './send.ts'
import { addTest, addWebhook, listWebhooks, readDelivery, removeWebhook } from './webhooks.ts'

describe('where a webhook may go', () => {
  it.each([
    ['8.8.8.8', true],
    ['10.1.2.3', true],
    ['192.168.0.7', true],
    ['127.0.0.1', true],
    ['::1', true],
    ['fd12:3456::1', true],
    ['169.254.169.254', false],
    ['::ffff:169.254.169.254', false],
    ['fe80::1', false],
    ['100.100.100.200', false],
    ['168.63.129.16', false],
    ['fd00:ec2::254', false],
    ['0.0.0.0', false],
    ['224.0.0.1', false],
    ['255.255.255.255', false],
    ['not an address', false],
  ])('%s: %s', (address, expected) => {
    expect(mayReceive(address)).toBe(expected)
  })

  it.each([
    ['no address', 'webhook-url-invalid'],
    ['ftp://example.com/', 'webhook-url-scheme'],
    ['file:///etc/passwd', 'webhook-url-scheme'],
    ['https://ada:secret@example.com/', 'webhook-url-credentials'],
    ['http://169.254.169.254/latest/meta-data/', 'webhook-address-refused'],
    // Other spellings of the same address.
    ['http://0xa9fea9fe/', 'webhook-address-refused'],
    ['http://[::ffff:a9fe:a9fe]/', 'webhook-address-refused'],
  ])('%s is refused', (url, code) => {
    expect(() => checkUrl(url)).toThrow(expect.objectContaining({ code }))
  })

  it('a name is refused when any of its addresses is', async () => {
    const url = new URL('https://hook.example/')
    await expect(addressOf(url, async () => ['8.8.8.8', '169.254.169.254'])).rejects.toMatchObject({
      code: 'webhook-address-refused',
    })
    await expect(addressOf(url, async () => [])).rejects.toMatchObject({ code: 'webhook-host-not-found' })
    expect(await addressOf(url, async () => ['8.8.8.8'])).toBe('8.8.8.8')
  })
})

describe('deliveries', () => {
  let database: TestDatabase
  let receiver: Server
  let statuses: number[]
  let received: { headers: IncomingHttpHeaders; body: string }[]
  let origin = ''
  let tray: OutTray
  const clock = { now: new Date('2026-11-21T04:00:00Z') }
  const by = { id: 'administrator' }

  beforeAll(async () => {
    database = await openTestDatabase()
    receiver = createServer((request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        received.push({ headers: request.headers, body: Buffer.concat(chunks).toString() })
        const status = statuses.shift() ?? 204
        response.writeHead(status, status === 302 ? { location: '/elsewhere' } : {}).end()
      })
    })
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
    origin = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`
  })
  afterAll(async () => {
    receiver.closeAllConnections()
    receiver.close()
    await database.close()
  })
  const openTray = () =>
    createOutTray({
      db: database.db,
      clock: () => clock.now,
      send: createSend(),
      onAttempt: () => {},
      log: () => {},
    })
  beforeEach(async () => {
    await database.clear()
    statuses = []
    received = []
    clock.now = new Date('2026-11-21T04:00:00Z')
    tray = openTray()
  })
  afterEach(() => tray.stop())

  it('is signed over its time and its bytes, and not sent a second time', async () => {
    const { webhook, secret } = await addWebhook(database.db, `${origin}/hook`, { by, now: clock.now })
    const id = await addTest(database.db, webhook.id, clock.now)
    await tray.send()
    await tray.send()
    expect(received).toHaveLength(1)
    const { headers, body } = received[0]!
    const timestamp = String(clock.now.getTime() / 1000)
    expect(headers).toMatchObject({
      'fieldproof-delivery': id,
      'fieldproof-event': 'test',
      'fieldproof-timestamp': timestamp,
      'fieldproof-signature': `v1=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`,
    })
    expect(JSON.parse(body)).toEqual({ id, type: 'test', createdAt: clock.now.toISOString(), data: null })
    expect(await readDelivery(database.db, id)).toMatchObject({ state: 'delivered', attempts: 1, lastStatus: 204 })
  })

  it('is tried again after growing pauses under the same id, and given up after the last', async () => {
    const { webhook } = await addWebhook(database.db, `${origin}/hook`, { by, now: clock.now })
    const id = await addTest(database.db, webhook.id, clock.now)
    // A redirect is no delivery, and nobody follows it.
    statuses = [500, 302]
    await tray.send()
    expect(await readDelivery(database.db, id)).toMatchObject({ state: 'waiting', lastStatus: 500, attempts: 1 })
    clock.now = new Date(clock.now.getTime() + pausesMs[0] - 1)
    await tray.send()
    expect(received).toHaveLength(1)
    clock.now = new Date(clock.now.getTime() + 1)
    await tray.send()
    expect(await readDelivery(database.db, id)).toMatchObject({ state: 'waiting', lastStatus: 302, attempts: 2 })
    statuses = Array.from({ length: 20 }, () => 503)
    for (const pause of pausesMs.slice(1)) {
      clock.now = new Date(clock.now.getTime() + pause)
      await tray.send()
    }
    expect(await readDelivery(database.db, id)).toMatchObject({
      state: 'failed',
      lastError: 'not-accepted',
      nextAt: null,
    })
    expect(received).toHaveLength(pausesMs.length + 1)
    expect(new Set(received.map(({ headers }) => headers['fieldproof-delivery']))).toEqual(new Set([id]))
    await tray.send()
    expect(received).toHaveLength(pausesMs.length + 1)
  })

  it('what was delivered before a restart is not sent after it, what waits is', async () => {
    const { webhook } = await addWebhook(database.db, `${origin}/hook`, { by, now: clock.now })
    await addTest(database.db, webhook.id, clock.now)
    await tray.send()
    await tray.stop()
    const waiting = await addTest(database.db, webhook.id, clock.now)
    tray = openTray()
    await tray.send()
    expect(received.map(({ headers }) => headers['fieldproof-delivery'])).toHaveLength(2)
    expect(received[1]!.headers['fieldproof-delivery']).toBe(waiting)
  })

  it('goes nowhere once its webhook is removed, or when its name leads where nothing is sent', async () => {
    const { webhook } = await addWebhook(database.db, `${origin}/hook`, { by, now: clock.now })
    const id = await addTest(database.db, webhook.id, clock.now)
    await removeWebhook(database.db, webhook.id, clock.now)
    await tray.send()
    expect(received).toEqual([])
    expect(await readDelivery(database.db, id)).toMatchObject({ state: 'failed', lastError: 'webhook-removed' })
    expect(await listWebhooks(database.db)).toEqual([])
    const send = createSend(async () => ['169.254.169.254'])
    expect(await send('http://hook.example/', {}, '{}')).toEqual({ status: null, error: 'webhook-address-refused' })
  })

  it('nobody listens: the reason is kept', async () => {
    const { webhook } = await addWebhook(database.db, 'http://127.0.0.1:1/hook', { by, now: clock.now })
    const id = await addTest(database.db, webhook.id, clock.now)
    await tray.send()
    expect(await readDelivery(database.db, id)).toMatchObject({ state: 'waiting', lastError: 'ECONNREFUSED' })
  })
})
