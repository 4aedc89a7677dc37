import type { Findings } from '../../contract/result.ts'
import { noFindings } from '../field.ts'
import { createCloud } from '../http.ts'
import { ProviderError, type Provider, type ProviderAnswer, type RecogniseRequest } from '../provider.ts'
import { outcomesByPage, sendPages, type CallOutcome } from './batches.ts'
import { capabilities, label, provider } from './catalogue.ts'
import { failure } from './errors.ts'
import { cardKindOf, findingsOf } from './fields.ts'
import { isCapabilityId, type CapabilityId } from './limits.ts'
import type { CtyunOptions } from './options.ts'
import { allPagesFailed, failedPageField } from './page-failures.ts'
import { probe } from './probe.ts'
import { readSm2PublicKey } from './sm/der.ts'

function capabilityUnknown(capability: string, kind: string): ProviderError {
  return new ProviderError({
    provider,
    code: 'capability-unknown',
    status: 422,
    title: 'CTyun does not have this operation for this kind of document',
    parameters: { capability, kind, titleZh: '天翼云不支持此类识别' },
    retryable: false,
    whoseFault: 'caller',
  })
}

/** What can be shown of several answers as one: a JSON list, in the order of the calls, null for a call that failed. */
function rawOf(calls: readonly CallOutcome[]): ProviderAnswer['raw'] {
  const bodies = calls.map(({ answer }) => answer?.text ?? 'null')
  return { contentType: 'application/json', body: bodies.length === 1 ? bodies[0]! : `[${bodies.join(',')}]` }
}

/**
 * Findings of all pages in their order. Pages that failed beside others that were read are told apart by `failedPageField`.
 * @throws {ProviderError} when no page was read
 */
function answerOf(capability: CapabilityId, request: RecogniseRequest, calls: readonly CallOutcome[]): ProviderAnswer {
  const outcomes = outcomesByPage(calls)
  if (outcomes.every(({ error }) => error !== null)) throw allPagesFailed(outcomes)
  const kinds: string[] = []
  const findings: Findings = noFindings()
  for (const outcome of outcomes) {
    const { page, item, call, error } = outcome
    const prefix = calls.length === 1 ? '' : `[${call}].`
    if (item === null || error !== null) {
      findings.fields.push(failedPageField(outcome, prefix))
      continue
    }
    const expected = request.kind.kind
    const found = findingsOf(capability, { value: item.value, path: `${prefix}${item.path}`, page }, expected)
    findings.fields.push(...found.fields)
    findings.lines.push(...found.lines)
    findings.regions.push(...found.regions)
    kinds.push(capability === 'ctyun.ocr.idcard' ? (cardKindOf(item.value) ?? expected) : expected)
  }
  // Both sides of a card on two pages: the side that was asked for names the whole.
  const kind = kinds.includes(request.kind.kind) ? request.kind.kind : kinds[0]!
  const requestId = calls.find((call) => call.requestId !== null)?.requestId ?? null
  return { kind, requestId, findings, raw: rawOf(calls) }
}

function settingsOf(options: CtyunOptions): { name: string; value: string }[] {
  const { dateOffsetMinutes, base64, envelope, maxRequestBytes, requestsPerSecond, paths } = options
  return [
    { name: 'CTYUN_DATE_OFFSET_MINUTES', value: String(dateOffsetMinutes) },
    { name: 'CTYUN_BASE64', value: base64 },
    { name: 'CTYUN_ENVELOPE_LAYOUT', value: envelope === null ? 'off' : envelope.layout },
    { name: 'CTYUN_MAX_REQUEST_BYTES', value: String(maxRequestBytes) },
    { name: 'CTYUN_REQUESTS_PER_SECOND', value: String(requestsPerSecond) },
    ...Object.entries(paths).map(([id, path]) => ({ name: `path of ${id}`, value: path ?? '' })),
  ]
}

/** @throws {ProviderError} when the public key of the envelope is none, before anything is read or sent */
function requireEnvelopeKey({ envelope }: CtyunOptions): void {
  if (envelope === null) return
  try {
    readSm2PublicKey(envelope.publicKey)
  } catch (cause) {
    const detail = {
      en: 'CTYUN_ENVELOPE_PUBLIC_KEY is no SM2 public key: it must be the EncKey of the console, Base64 of X.509 DER.',
      zh: 'CTYUN_ENVELOPE_PUBLIC_KEY 不是有效的 SM2 公钥，应为控制台中的 EncKey（X.509 DER 的 Base64）。',
    }
    throw failure('provider-not-configured', detail, { cause })
  }
}

/**
 * CTyun OCR: general text, ID cards, licence plates and business licences, signed by EOP, with the SM2/SM4/HMAC-SM3 envelope where one is set.
 * Boxes come for lines and plates, a confidence for plates alone.
 * @param options null keys: the provider is listed, and recognising throws `provider-not-configured`
 */
export function createCtyunProvider(options: CtyunOptions): Provider {
  const { keys, mode, clock, fetch, random, wait, requestsPerSecond } = options
  const { origin } = new URL(options.endpoint)
  const cloud = createCloud({
    provider,
    fetch,
    clock,
    ...(random && { random }),
    ...(wait && { wait }),
    origins: [origin],
    secrets: keys === null ? [] : [keys.securityKey],
    identifiers: keys === null ? [] : [keys.accessKey, keys.appKey],
    limiter: { requestsPerSecond },
  })
  return {
    id: provider,
    label,
    mode,
    capabilities,
    status: () => ({
      id: provider,
      label,
      mode,
      ready: keys !== null,
      endpoints: [origin],
      keyEnding: keys === null ? null : keys.accessKey.slice(-4),
      circuit: cloud.circuit(),
      lastCall: cloud.lastCall(),
      settings: settingsOf(options),
    }),
    probe: (signal) => probe(cloud, origin, clock, signal),
    // One picture is one call, however many go out together (seed-facts/ctyun/pricing.json, `billable`).
    countedCalls: (_, pages) => pages,
    async recognise(request, context) {
      const { id } = request.capability
      const offered = capabilities.find((capability) => capability.id === id)
      if (!isCapabilityId(id) || !offered?.kinds.includes(request.kind.kind)) {
        throw capabilityUnknown(id, request.kind.kind)
      }
      context.signal.throwIfAborted()
      if (keys === null) {
        const detail = { en: 'No keys of CTyun are configured.', zh: '尚未配置天翼云的 AK、SK 与 AppKey。' }
        throw failure('provider-not-configured', detail)
      }
      requireEnvelopeKey(options)
      return answerOf(id, request, await sendPages({ cloud, options, keys }, id, request, context))
    },
  }
}
