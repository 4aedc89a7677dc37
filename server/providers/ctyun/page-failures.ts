import type { Field } from '../../contract/result.ts'
import { ProviderError } from '../provider.ts'
import type { PageOutcome } from './batches.ts'
import { provider } from './catalogue.ts'

/**
 * What a reviewer sees of a page that failed while others were read: a field `ctyun:err_code` on that page, whose value says why in both languages,
 * with a check that is not fulfilled, so that the document is not approved unseen. `native` is the cloud's own code in the raw answer.
 */
export function failedPageField({ page, item, error }: PageOutcome, prefix: string): Field {
  const { code, detail, providerCode, title, parameters } = error!.problem
  const detailZh = parameters?.['detailZh'] ?? parameters?.['titleZh'] ?? ''
  const name = item !== null && 'errorCode' in item.value ? 'errorCode' : 'err_code'
  return {
    key: `${provider}:err_code`,
    value: [`${providerCode ?? code}: ${detail ?? title}`, String(detailZh)].filter(Boolean).join(' '),
    native: {
      path: item === null ? prefix.replace(/\.$/, '') || 'returnObj' : `${prefix}${item.path}.${name}`,
      value: item === null ? (providerCode ?? null) : item.value[name],
    },
    page: page.index,
    quads: [],
    boxSource: null,
    confidence: null,
    confidenceSource: null,
    agreement: null,
    checks: [
      { id: 'page-recognised', ok: false, message: `Page ${page.index + 1} was not recognised: ${detail ?? title}` },
    ],
  }
}

/** The error of a document of which no page was read: that of its first page, saying how many there were. */
export function allPagesFailed(outcomes: readonly PageOutcome[]): ProviderError {
  const { problem } = outcomes[0]!.error!
  if (outcomes.length === 1) return outcomes[0]!.error!
  const codes = [...new Set(outcomes.map(({ error }) => error!.problem.providerCode ?? error!.problem.code))]
  return new ProviderError({
    ...problem,
    provider,
    detail: `None of the ${outcomes.length} pages was recognised (${codes.join(', ')}). ${problem.detail ?? ''}`.trim(),
    parameters: {
      ...problem.parameters,
      detailZh: `${outcomes.length} 页均未识别（${codes.join('，')}）。${String(problem.parameters?.['detailZh'] ?? '')}`,
      pages: outcomes.length,
    },
  })
}
