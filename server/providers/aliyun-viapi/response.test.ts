import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { findingsOf, readAnswer, UnreadableAnswerError } from './response.ts'

const example = (name: string) => readFileSync(new URL(`__fixtures__/examples/${name}`, import.meta.url))

describe('readAnswer', () => {
  const success = { requestId: '4C467B38-3910-447D-87BC-AC049166F216', data: null, error: null }
  const refusal = {
    data: null,
    error: {
      code: 'UnsupportedOperation',
      message: 'The specified action is not supported.',
      hostId: 'ocr.cn-shanghai.aliyuncs.com',
    },
  }

  it.each(['json', 'xml'])('reads the common envelopes (%s)', (format) => {
    expect(readAnswer('RecognizeStamp', `application/${format}`, example(`extra/CommonSuccess.${format}`))).toEqual(
      success,
    )
    expect(readAnswer('RecognizeStamp', `application/${format}`, example(`extra/CommonError.${format}`))).toMatchObject(
      refusal,
    )
  })

  it('tells the form by the content, not by the header', () => {
    expect(readAnswer('RecognizeStamp', 'application/xml', example('extra/CommonSuccess.json'))).toEqual(success)
    expect(readAnswer('RecognizeStamp', 'text/html', example('extra/CommonError.json'))).toMatchObject(refusal)
    expect(readAnswer('RecognizeStamp', '', example('extra/CommonSuccess.xml'))).toEqual(success)
    expect(readAnswer('RecognizeStamp', '', `\uFEFF${example('extra/CommonSuccess.json').toString()}`)).toEqual(success)
  })

  it.each([
    ['lower case', '{"code":"Throttling.User","message":"slow","requestId":"1"}'],
    ['JSON', '{"RequestId":"1","Code":"Throttling.User","Message":"slow"}'],
    ['with empty data', '{"RequestId":"1","Code":"Throttling.User","Message":"slow","Data":""}'],
    ['XML', '<Error><RequestId>1</RequestId><Code>Throttling.User</Code><Message>slow</Message></Error>'],
    ['XML without a root', '<RequestId>1</RequestId><Code>Throttling.User</Code><Message>slow</Message>'],
    [
      'XML of an SDK',
      '<?xml version="1.0"?><OtherResponse><code>Throttling.User</code><message>slow</message><requestId>1</requestId></OtherResponse>',
    ],
  ])('reads refusals: %s', (_, body) => {
    expect(readAnswer('RecognizeStamp', '', body)).toEqual({
      requestId: '1',
      data: null,
      error: { code: 'Throttling.User', message: 'slow' },
    })
  })

  it('takes an <Error> without a code for a refusal, and an error code inside the data for none', () => {
    expect(readAnswer('RecognizeStamp', '', '<Error><RequestId>1</RequestId></Error>').error).toEqual({
      code: '',
      message: '',
    })
    expect(readAnswer('GetAsyncJobResult', '', example('GetAsyncJobResult.xml')).error).toBeNull()
  })

  it.each([
    ['nothing', ''],
    ['blanks', ' \n '],
    ["a gateway's page", '<html><head><title>502 Bad Gateway</title></head><body>x</body></html>'],
    ["a gateway's page with a doctype", '<!DOCTYPE html><html><body>x</body></html>'],
    ['text', 'upstream connect error'],
    ['cut JSON', '{"RequestId":"4C467B38","Data":{"Na'],
    ['cut XML', '<R><RequestId>1</RequestId><Data><Na'],
    ['a list', '[1,2]'],
    ['an object of something else', '{"status":"ok"}'],
    ['entities', '<!DOCTYPE x [<!ENTITY a "aa">]><x><RequestId>&a;</RequestId></x>'],
  ])('refuses %s with an error of its own that names no content', (_, body) => {
    const read = () => readAnswer('RecognizeStamp', 'application/json', body)
    expect(read).toThrow(UnreadableAnswerError)
    expect(read).not.toThrow(/4C467B38|Bad Gateway|upstream/)
  })
})

it('knows its 26 recognisers and no others', () => {
  const context = { parameters: {}, pages: [], kind: 'vin' }
  expect(findingsOf('RecognizeVINCode', { VinCode: 'LVBB2FAF777999888' }, context).kind).toBe('vin')
  expect(() => findingsOf('GetAsyncJobResult', {}, context)).toThrow(RangeError)
})
