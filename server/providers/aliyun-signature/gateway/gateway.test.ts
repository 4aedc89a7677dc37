import { describe, expect, test } from 'vitest'
import { isGatewayCall, readCall } from './gateway.ts'
import { formPairs, parametersOf, percentEncode } from './parameters.ts'
import { renderAnswer, renderError } from './render.ts'
import { parseAcs3, verifyAcs3 } from './verify.ts'

const request = (target: string, headers: Record<string, string> = {}, body = '') => ({
  method: 'POST',
  target,
  headers,
  body: Buffer.from(body),
})

const form = { 'content-type': 'application/x-www-form-urlencoded; charset=UTF-8' }
const acs3 = { authorization: 'ACS3-HMAC-SHA256 Credential=a,SignedHeaders=host,Signature=00' }

describe('what a call asks for', () => {
  test('wherever its parameters travel', () => {
    expect(readCall(request('/?Action=A&Version=1&Format=xml'))).toMatchObject({
      action: 'A',
      version: '1',
      format: 'XML',
    })
    expect(readCall(request('/', form, 'Action=A&Version=1&Format=JSON'))).toMatchObject({
      action: 'A',
      format: 'JSON',
    })
    const split = readCall(request('/?Action=A&X=query', form, 'X=form&Y=a+b%2B'))
    expect([...split.parameters]).toEqual([
      ['Action', 'A'],
      ['X', 'form'],
      ['Y', 'a b+'],
    ])
    expect(readCall(request('/?Action=A', { ...acs3, 'x-acs-action': 'B', 'x-acs-version': '2' }))).toMatchObject({
      action: 'B',
      version: '2',
    })
    // The older core sends these headers beside a signature that does not cover them.
    expect(readCall(request('/?Action=A', { 'x-acs-action': 'B' })).action).toBe('A')
    expect(readCall(request('/', { ...acs3, accept: 'application/xml' })).format).toBe('XML')
    expect(parametersOf(request('/', { 'content-type': 'application/json' }, '{"a":"b","c":[1]}'))).toEqual(
      new Map([
        ['a', 'b'],
        ['c', '[1]'],
      ]),
    )
    expect(parametersOf(request('/', { 'content-type': 'application/json' }, '{'))).toEqual(new Map())
    expect(formPairs(request('/', { 'content-type': 'text/plain' }, 'a=b'))).toEqual([])
  })

  test('is told from what is no call', () => {
    expect(isGatewayCall(request('/?Action=A'))).toBe(true)
    expect(isGatewayCall(request('/', acs3))).toBe(true)
    expect(isGatewayCall(request('/', form, 'Action=A'))).toBe(true)
    expect(isGatewayCall(request('/key?Action=A'))).toBe(false)
    expect(isGatewayCall(request('/?Action=A', { authorization: 'OSS a:b' }))).toBe(false)
    expect(isGatewayCall(request('/', { 'content-type': 'multipart/form-data; boundary=Action=A' }))).toBe(false)
  })
})

test('escapes everything but the unreserved signs', () => {
  expect(percentEncode("AZaz09-_.~ +*/!'()&=中😀")).toBe(
    'AZaz09-_.~%20%2B%2A%2F%21%27%28%29%26%3D%E4%B8%AD%F0%9F%98%80',
  )
})

test('reads an ACS3 header, and no other', () => {
  expect(parseAcs3('ACS3-HMAC-SHA256 Credential=a, SignedHeaders=host;x-acs-date, Signature=0aF')).toEqual({
    accessKeyId: 'a',
    signedHeaders: ['host', 'x-acs-date'],
    signature: '0aF',
  })
  expect(parseAcs3('ACS3-HMAC-SM3 Credential=a,SignedHeaders=host,Signature=00')).toBeNull()
  const headers = { authorization: 'ACS3-HMAC-SM3 Credential=a,SignedHeaders=host,Signature=00' }
  const credentials = { accessKeyId: 'a', accessKeySecret: 'b' }
  expect(verifyAcs3(request('/', headers), credentials, new Date())).toMatchObject({
    status: 400,
    code: 'InvalidParameter',
  })
})

test('writes XML that says the same as JSON', () => {
  const value = {
    RequestId: 'R',
    Data: { Empty: '', None: null, No: undefined, List: [1, 'a<b>&'], Of: [{ A: true }], Nothing: [] },
  }
  expect(renderAnswer('XML', 'ActionResponse', value).body).toBe(
    '<?xml version="1.0" encoding="UTF-8"?><ActionResponse><RequestId>R</RequestId><Data><Empty></Empty><List>1</List><List>a&lt;b&gt;&amp;</List><Of><A>true</A></Of></Data></ActionResponse>',
  )
  expect(renderAnswer('XML', 'A', { B: 'a\u0000b\u001b' }).body).toContain('<B>ab</B>')
  const refusal = { status: 400, code: 'C', message: 'M' }
  const { status, body } = renderError('JSON', refusal, { requestId: 'R', hostId: 'H' })
  expect([status, JSON.parse(body as string)]).toEqual([400, { RequestId: 'R', HostId: 'H', Code: 'C', Message: 'M' }])
})
