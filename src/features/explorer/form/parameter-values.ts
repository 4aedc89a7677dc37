import type { Capability, Parameter } from '#contract/provider'

export type Values = Readonly<Record<string, string>>

/** Why a value cannot be sent. */
export type Refusal =
  | 'missing'
  | 'no-number'
  | 'no-integer'
  | 'too-small'
  | 'too-large'
  | 'too-long'
  | 'no-match'
  | 'unknown'

/** Parameters that a person fills in: the object's key of a direct upload is the console's own business. */
export function formParameters({ parameters, delivery }: Capability): Parameter[] {
  return delivery === 'browser' ? parameters.filter(({ name }) => name !== objectKeyName) : parameters
}

/** The parameter that names a file which the browser put into the provider's store. */
export const objectKeyName = 'ObjectKey'

/** What the form begins with: the catalogue's defaults, and the first value where one has to be chosen. */
export function initialValues(capability: Capability): Values {
  const values: Record<string, string> = {}
  for (const { name, required, default: given, values: allowed, type } of formParameters(capability)) {
    const first = required ? (allowed?.[0] ?? (type === 'boolean' ? 'false' : undefined)) : undefined
    const value = given ?? first
    if (value !== undefined) values[name] = value
  }
  return values
}

/** Why the server would refuse a value, before it is sent; undefined when it would not. */
export function refusalOf(parameter: Parameter, value: string): Refusal | undefined {
  const { type, required, default: given, values, minimum, maximum, maxLength, pattern } = parameter
  if (value === '') return required && given === undefined ? 'missing' : undefined
  if (values) return values.includes(value) ? undefined : 'unknown'
  if (type === 'integer' || type === 'number') {
    const number = Number(value)
    if (value.trim() === '' || !Number.isFinite(number)) return 'no-number'
    if (type === 'integer' && !/^-?\d+$/u.test(value)) return 'no-integer'
    if (minimum !== undefined && number < minimum) return 'too-small'
    if (maximum !== undefined && number > maximum) return 'too-large'
  }
  if (maxLength !== undefined && value.length > maxLength) return 'too-long'
  if (pattern !== undefined && !new RegExp(`^(?:${pattern})$`, 'u').test(value)) return 'no-match'
  return undefined
}

/** Every refused parameter by its name. */
export function refusalsOf(capability: Capability, values: Values): Record<string, Refusal> {
  return Object.fromEntries(
    formParameters(capability).flatMap((parameter) => {
      const refusal = refusalOf(parameter, values[parameter.name] ?? '')
      return refusal ? [[parameter.name, refusal]] : []
    }),
  )
}

/** What is sent: everything that was given. */
export function sentValues(capability: Capability, values: Values): Record<string, string> {
  return Object.fromEntries(
    formParameters(capability).flatMap(({ name }) => (values[name] ? [[name, values[name]]] : [])),
  )
}
