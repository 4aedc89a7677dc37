import { describe, expect, test } from 'vitest'
import { standIn, type Sent } from './stand-in.testing.ts'
import { fixture, start } from './testing.ts'

describe('the gateway', () => {
  const empty = 400009

  test.each(['headers', 'Headers', 'Header'])('takes %s=', async (word) => {
    expect((await standIn().call({ word })).body['statusCode']).toBe(empty)
  })

  test('takes the two mandatory headers alone, and both readings of the date within 15 minutes', async () => {
    const names = ['ctyun-eop-request-id', 'eop-date']
    const { call } = standIn()
    for (const date of [
      '20260301T080000Z',
      '20260301T160000Z',
      '20260301T161400Z',
      '20260301T154600Z',
      '20260301T081400Z',
    ]) {
      expect([date, (await call({ names, date })).body['statusCode']]).toEqual([date, empty])
    }
    for (const date of [
      '20260301T162000Z',
      '20260301T154000Z',
      '20260301T120000Z',
      '20260301T084000Z',
      '2026-03-01',
      '20261301T160000Z',
    ]) {
      expect([date, (await call({ names, date })).body['statusCode']]).toEqual([date, 10020])
    }
  })

  const refused: [string, Sent, number, number | string][] = [
    ['an unknown access key', { ak: 'FPSANDBOXAX' }, 401, 10002],
    ['a wrong secret', { sk: 'FPSANDBOXSX' }, 401, 10020],
    ['no authorization', { headers: { 'eop-authorization': null } }, 401, 10020],
    [
      'an authorization of another form',
      { headers: { 'eop-authorization': 'FPSANDBOXAK Signature=AAAA' } },
      401,
      10020,
    ],
    ['an unsigned request id', { names: ['appkey', 'eop-date'] }, 401, 10020],
    ['an unsigned date', { names: ['ctyun-eop-request-id'] }, 401, 10020],
    ['a listed header that is not there', { names: ['ctyun-eop-request-id', 'eop-date', 'x'] }, 401, 10020],
    ['no appkey', { headers: { appkey: null } }, 400, 40002],
    ['another appkey', { names: ['ctyun-eop-request-id', 'eop-date'], headers: { appkey: 'other' } }, 401, 40006],
    ['another method', { method: 'GET' }, 405, 40008],
    ['an unknown path', { path: '/v1/aiop/api/unknown' }, 404, 50003],
    ['what is no JSON', { body: "{'data': []}" }, 400, 'CTAPI_0009'],
    ['an altered header', { headers: { 'ctyun-eop-request-id': 'altered' } }, 401, 10020],
  ]
  test.each(refused)('refuses %s', async (_, sent, status, code) => {
    const answer = await standIn().call(sent)
    expect(answer).toMatchObject({ status, body: { statusCode: code, error: String(code) } })
    const { gateway } = fixture<{ gateway: { code: string; messageOriginal: string }[] }>('facts/errors.json')
    expect(answer.body['message']).toBe(gateway.find((row) => row.code === String(code))!.messageOriginal)
  })

  test('refuses a request id that was there before, but not one that only failed', async () => {
    const { call } = standIn()
    expect((await call({ id: 'same', sk: 'wrong' })).body['statusCode']).toBe(10020)
    expect((await call({ id: 'same' })).body['statusCode']).toBe(empty)
    expect((await call({ id: 'same' })).body).toMatchObject({
      statusCode: 10020,
      details: expect.stringContaining('重复') as string,
    })
    expect((await call({ id: 'other' })).body['statusCode']).toBe(empty)
  })

  test('refuses the eleventh request of a second', async () => {
    const { call, pass } = standIn(0)
    const codes = []
    for (let at = 0; at < 12; at += 1) codes.push((await call()).body['statusCode'])
    expect(codes.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => empty))
    expect(codes.slice(10)).toEqual(['CTAPI_0429', 'CTAPI_0429'])
    pass(1000)
    expect((await call()).body['statusCode']).toBe(empty)
    const steady = standIn(100)
    for (let at = 0; at < 30; at += 1) expect((await steady.call()).status).toBe(200)
  })

  test('refuses a body that is too large with a page of HTML', async () => {
    const answer = await standIn().raw({ body: 'x'.repeat(16 * 1024 * 1024 + 1) })
    expect([answer.status, answer.headers.get('content-type')]).toEqual([413, 'text/html'])
    expect(await answer.text()).toContain(fixture<{ bodyText: string }>('examples/gateway-413.response.json').bodyText)
  })

  test.each([
    ['rate-limit', 429, 'CTAPI_0429'],
    ['package-exhausted', 403, 51003],
    ['clock-skew', 401, 10020],
    ['server-error', 500, 50000],
  ] as const)('has the fault %s', async (fault, status, statusCode) => {
    const { call, sandbox } = standIn()
    sandbox.faults.set('ctyun', fault, 1)
    const answer = await call()
    expect(answer).toMatchObject({ status, body: { statusCode } })
    const skew = Date.parse(answer.headers.get('date')!) - start.getTime()
    expect(skew > 15 * 60_000).toBe(fault === 'clock-skew')
    expect((await call()).status).toBe(200)
  })
})
