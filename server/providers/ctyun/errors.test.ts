import { describe, expect, test } from 'vitest'
import { refusalError } from './errors.ts'
import { capabilityIds, type CapabilityId } from './limits.ts'
import { codesOf as standInCodes } from './stand-in/codes.ts'
import { fixture } from './testing.ts'

interface Row {
  code: string
  statusCode?: number
  messageOriginal: string
  descriptionOriginal: string
  retryable: boolean
  whoseFault: string
}

interface Facts {
  gateway: Row[]
  encryption: Row[]
  perApi: Record<CapabilityId, Row[]>
  sameMeaning: { meaning: string; codes: Record<string, string | null> }[]
}

const facts = fixture<Facts>('facts/errors.json')
const mask = (text: string) => text

function errorOf(capability: CapabilityId, code: string | null, message: string | null = null, httpStatus = 200) {
  return refusalError(capability, { code, message, httpStatus }, { mask, random: () => 0.5 })
}

const rows = [
  ...Object.entries(facts.perApi).flatMap(([api, list]) => list.map((row) => ({ api: api as CapabilityId, ...row }))),
  ...[...facts.gateway, ...facts.encryption].flatMap((row) => capabilityIds.map((api) => ({ api, ...row }))),
]

/** What the facts' judgement means in our words. */
const faultOf: Record<string, readonly string[]> = {
  'caller-input': ['us', 'document', 'configuration'],
  credentials: ['configuration'],
  quota: ['configuration'],
  service: ['provider'],
}

describe('every code of the document', () => {
  test.each(rows)(
    '$api $code',
    ({ api, code, statusCode, messageOriginal, retryable, whoseFault, descriptionOriginal }) => {
      const error = errorOf(api, code, messageOriginal)
      const { problem } = error
      expect(problem).toMatchObject({ provider: 'ctyun', providerCode: code, retryable: retryable && code !== '50001' })
      expect(faultOf[whoseFault]).toContain(problem.whoseFault)
      expect(problem.detail).not.toContain('document does not list')
      expect(problem.parameters).toMatchObject({ providerMessage: messageOriginal })
      for (const text of ['titleZh', 'detailZh']) expect(problem.parameters?.[text]).toMatch(/\p{Script=Han}/u)
      expect(problem.action).toBeTruthy()
      // CTyun charges failed calls, so none is sent again by itself.
      expect(error.retry).toBeUndefined()
      expect(descriptionOriginal ?? messageOriginal).toBeTruthy()
      // The number alone, as statusCode has it, means the same.
      expect(errorOf(api, String(statusCode ?? code)).problem.detail).toBe(problem.detail)
    },
  )

  test.each(facts.sameMeaning)('$meaning is one code and one text in every API', ({ codes }) => {
    const problems = Object.entries(codes).flatMap(([api, code]) =>
      code === null ? [] : [errorOf(api as CapabilityId, code).problem],
    )
    expect(new Set(problems.map(({ code, detail }) => `${code} ${detail}`)).size).toBe(1)
  })

  test('the same number means other things in other APIs', () => {
    expect(errorOf('ctyun.ocr.general', 'AI_OP_400009').problem.detail).toBe('No picture was in the request.')
    expect(errorOf('ctyun.ocr.business-license', 'AI_OP_400009').problem.detail).toBe('Action is not BusinessCardOCR.')
    expect(errorOf('ctyun.ocr.plate', 'AI_OP_400009').problem.detail).toContain('document does not list: AI_OP_400009')
  })

  test('the stand-in has every code of every API with its texts', () => {
    for (const api of capabilityIds) {
      const own = Object.values(standInCodes[api]).map(([number, message, description]) => ({
        number,
        message,
        description,
      }))
      const documented = facts.perApi[api].map(({ statusCode, messageOriginal, descriptionOriginal }) => ({
        number: statusCode,
        message: messageOriginal,
        description: descriptionOriginal,
      }))
      expect(own).toEqual(expect.arrayContaining(documented))
      expect(own).toHaveLength(documented.length)
    }
  })
})

describe('codes that no document lists', () => {
  test('concurrency is tried again after 2 to 5 seconds, a rate never', () => {
    const concurrency = errorOf('ctyun.ocr.general', 'CTAPI_1234', '并发超限')
    expect(concurrency.problem).toMatchObject({ code: 'provider-rate-limited', status: 429, retryable: true })
    expect(concurrency.retry).toEqual({ afterMs: 3500 })
    for (const random of [0, 1]) {
      const refusal = { code: '999', message: 'Concurrency exceeded', httpStatus: 200 }
      const { retry } = refusalError('ctyun.ocr.plate', refusal, { mask, random: () => random })
      expect(retry).toEqual({ afterMs: 2000 + 3000 * random })
    }
    for (const [message, status] of [
      ['QPS 超限', 200],
      ['Too many requests', 429],
      [null, 429],
    ] as const) {
      const rate = errorOf('ctyun.ocr.general', 'CTAPI_0429', message, status)
      expect(rate.problem).toMatchObject({ code: 'provider-rate-limited', retryable: true })
      expect(rate.retry).toBeUndefined()
    }
  })

  test('anything else is shown as it came', () => {
    expect(errorOf('ctyun.ocr.idcard', '77777', '某种错误').problem).toMatchObject({
      code: 'provider-request-refused',
      providerCode: '77777',
      whoseFault: 'provider',
      parameters: { providerMessage: '某种错误' },
    })
    expect(errorOf('ctyun.ocr.idcard', null, null, 503).problem).toMatchObject({
      code: 'provider-failed',
      providerCode: 'HTTP 503',
    })
  })

  test('a refused signature is put down to the clock only where the answer shows another one', () => {
    const refusal = { code: '10020', message: '签名错误', httpStatus: 401 }
    const codeAt = (skewMs: number | null) =>
      refusalError('ctyun.ocr.plate', { ...refusal, skewMs }, { mask }).problem.code
    expect(codeAt(-20 * 60_000)).toBe('provider-clock-skew')
    expect(codeAt(20 * 60_000)).toBe('provider-clock-skew')
    expect(codeAt(60_000)).toBe('provider-credentials-refused')
    expect(codeAt(null)).toBe('provider-credentials-refused')
  })

  test('the cloud’s message is masked and cut', () => {
    const long = `key ABC ${'x'.repeat(400)}`
    const refusal = { code: '1', message: long, httpStatus: 200 }
    const { problem } = refusalError('ctyun.ocr.plate', refusal, { mask: (text) => text.replace('ABC', '***') })
    expect(problem.parameters?.['providerMessage']).toBe(`key *** ${'x'.repeat(292)}`)
  })
})
