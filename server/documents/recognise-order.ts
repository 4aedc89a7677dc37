import { kindByName, type KindDefinition } from '../contract/documents/index.ts'
import { checkLimits, formatSchema } from '../contract/limits.ts'
import { ProblemError } from '../contract/problem.ts'
import type { Capability, Parameter } from '../contract/provider.ts'
import type { Provider } from '../providers/provider.ts'
import { breachProblem } from './intake/problems.ts'
import type { RecogniseOrder } from './recognise.ts'

export interface CheckedOrder {
  provider: Provider
  capability: Capability
  kind: KindDefinition
  parameters: Record<string, string>
  sourceUrl: string | undefined
  /** The app that is charged; the console itself when absent. */
  appId: string | undefined
}

/** What is known of a stored document when a recogniser is asked to read it. */
export interface DocumentFacts {
  format: string
  bytes: number
  pages: readonly { width: number; height: number }[]
}

function refuse(code: string, title: string, parameters: Record<string, string>, status = 422): ProblemError {
  const action = 'GET /api/v1/providers lists what there is.'
  return new ProblemError({ title, status, code, parameters, action, retryable: false, whoseFault: 'caller' })
}

function checkParameters({ id, parameters }: Capability, given: Record<string, string>): Record<string, string> {
  const known = new Map(parameters.map((parameter) => [parameter.name, parameter]))
  for (const [name, value] of Object.entries(given)) {
    const parameter = known.get(name)
    if (!parameter) throw refuse('parameter-unknown', `${id} has no parameter ${name}`, { name })
    const { type, values } = parameter
    const fits =
      type === 'enum'
        ? (values?.includes(value) ?? false)
        : type === 'boolean'
          ? value === 'true' || value === 'false'
          : type === 'integer'
            ? /^-?\d{1,15}$/.test(value) && isWithin(parameter, Number(value))
            : type === 'number'
              ? value.trim() !== '' && Number.isFinite(Number(value)) && isWithin(parameter, Number(value))
              : isText(parameter, value)
    if (!fits) throw refuse('parameter-invalid', `${name} does not take this value`, { name, type })
  }
  for (const { name, required, default: usual } of parameters) {
    if (required && usual === undefined && !(name in given)) {
      throw refuse('parameter-missing', `${id} needs the parameter ${name}`, { name })
    }
  }
  // Documents call parameters required that have a usual value; the record then says what was sent.
  const usual = parameters.flatMap(({ name, required, default: value }) =>
    required && value !== undefined && !(name in given) ? [[name, value] as const] : [],
  )
  return { ...Object.fromEntries(usual), ...given }
}

const isWithin = ({ minimum = -Infinity, maximum = Infinity }: Parameter, value: number) =>
  value >= minimum && value <= maximum

function isText({ maxLength = 10_000, pattern }: Parameter, value: string): boolean {
  return value.length <= maxLength && (pattern === undefined || new RegExp(`^(?:${pattern})$`, 'u').test(value))
}

/**
 * Finds provider, capability and kind of an order and holds the document against the capability's limits, before anything is sent.
 * @throws {ProblemError} `provider-unknown`, `capability-unknown`, `kind-not-offered`, `parameter-unknown`, `-invalid`, `-missing`, or a breach
 */
export function checkOrder(
  providers: readonly Provider[],
  order: RecogniseOrder,
  document?: DocumentFacts,
): CheckedOrder {
  const provider = providers.find(({ id }) => id === order.provider)
  if (!provider) throw refuse('provider-unknown', 'There is no such provider', { provider: order.provider }, 404)
  const capability = provider.capabilities.find(({ id }) => id === order.capability)
  if (!capability) {
    const names = { provider: provider.id, capability: order.capability }
    throw refuse('capability-unknown', 'The provider has no such capability', names, 404)
  }
  const parameters = checkParameters(capability, withKind(capability, order))
  const kindName = order.kind ?? kindByParameter(capability, parameters) ?? capability.kinds[0]!
  const kind = capability.kinds.includes(kindName) ? kindByName(kindName) : undefined
  if (!kind) throw refuse('kind-not-offered', `${capability.id} does not answer this kind`, { kind: kindName })
  if (document) checkDocument(capability, document)
  return { provider, capability, kind, parameters, sourceUrl: order.sourceUrl, appId: order.appId }
}

/** A caller that names the kind (`kind=id-card-back`) has said what a parameter like Side would say. */
function withKind({ kindsByParameter = [] }: Capability, { kind, parameters = {} }: RecogniseOrder) {
  const implied = kindsByParameter.find((decided) => decided.kind === kind && !(decided.name in parameters))
  return implied ? { ...parameters, [implied.name]: implied.value } : parameters
}

/** What the caller says of the document by a parameter (`Side=back`) decides the kind, unless it is named. */
function kindByParameter({ kindsByParameter = [] }: Capability, parameters: Record<string, string>) {
  return kindsByParameter.find(({ name, value }) => parameters[name] === value)?.kind
}

function checkDocument({ limits }: Capability, { format, bytes, pages }: DocumentFacts): void {
  const known = formatSchema.safeParse(format)
  for (const { width, height } of pages) {
    const facts = { format: known.success ? known.data : null, bytes, width, height, pages: pages.length }
    const [breach] = checkLimits(facts, limits)
    if (breach) throw breachProblem(breach)
  }
}
