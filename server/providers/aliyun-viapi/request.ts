import type { Capability } from '../../contract/provider.ts'
import { ProviderError } from '../provider.ts'
import type { Way } from './catalogue.ts'
import { providerId } from './errors.ts'

/** The API's version and its only region (S4, PROTOCOLS.md section 1). */
export const apiVersion = '2019-12-30'
export const regionId = 'cn-shanghai'

/**
 * The action's own parameters without the file's: what the caller gave, else the value that stands for the expected kind (`Side=back`), else
 * the default. @throws {ProviderError} `provider-parameter-refused` for a value that the document does not allow, before anything is sent
 */
export function ownParameters(
  { id, parameters, kindsByParameter = [] }: Capability,
  given: Readonly<Record<string, string>>,
  kind: string,
): Record<string, string> {
  const own: Record<string, string> = {}
  for (const { name, type, values, required, default: usual, minimum, maximum } of parameters) {
    const ofKind = kindsByParameter.find((entry) => entry.name === name && entry.kind === kind)?.value
    const value = given[name] ?? ofKind ?? usual
    if (value === undefined) {
      if (required) throw refused(id, name, 'it is missing')
      continue
    }
    const fits =
      type === 'boolean' ? value === 'true' || value === 'false' : type === 'enum' ? values?.includes(value) : true
    if (fits !== true) throw refused(id, name, 'it does not take this value')
    if (type === 'integer') {
      const number = /^-?\d{1,15}$/.test(value) ? Number(value) : Number.NaN
      if (!(number >= (minimum ?? -Infinity) && number <= (maximum ?? Infinity))) {
        throw refused(id, name, `it takes a whole number from ${minimum ?? '…'} to ${maximum ?? '…'}`)
      }
    }
    own[name] = value
  }
  return own
}

function refused(capability: string, name: string, why: string): ProviderError {
  return new ProviderError({
    provider: providerId,
    code: 'provider-parameter-refused',
    status: 422,
    title: `The parameter ${name} cannot be sent`,
    detail: `Nothing was sent. ${capability} has the parameter ${name}, and ${why}.`,
    action: 'Compare the parameters with the form of the capability.',
    parameters: { name, titleZh: `参数 ${name} 无效`, detailZh: '尚未发送。请对照该能力的参数说明。' },
    retryable: false,
    whoseFault: 'caller',
  })
}

/** The file's parameter or, for lists, one a file, counted from 1 (PROTOCOLS.md section 1: lists flatten to dotted names). */
export function fileParameters(file: Way['file'], urls: readonly string[]): Record<string, string> {
  if (file !== 'Tasks.N.ImageURL') return { [file]: urls[0]! }
  return Object.fromEntries(urls.map((url, index) => [`Tasks.${index + 1}.ImageURL`, url]))
}
