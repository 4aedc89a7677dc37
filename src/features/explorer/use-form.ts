import { useCallback, useMemo, useState } from 'react'
import type { Sample } from '../../api/samples.ts'
import type { Capability } from '../../api/providers.ts'
import { initialValues, refusalsOf, type Values } from './form/parameter-values.ts'

interface Given {
  values?: Values
  kind?: string
}

/** What was filled in for each capability; going from one to another and back loses nothing. */
export function useForm(key: string, capability: Capability | undefined) {
  const [given, setGiven] = useState<Readonly<Record<string, Given>>>({})
  const mine = given[key]
  const values = useMemo(() => mine?.values ?? (capability ? initialValues(capability) : {}), [mine, capability])
  const refusals = useMemo(() => (capability ? refusalsOf(capability, values) : {}), [capability, values])
  const change = useCallback(
    (patch: Given) => setGiven((before) => ({ ...before, [key]: { ...before[key], ...patch } })),
    [key],
  )

  const decides = capability?.kindsByParameter?.some(({ name, value }) => values[name] === value) ?? false
  const kinds = capability?.kinds ?? []
  const kind = kinds.length > 1 && !decides ? (mine?.kind ?? kinds[0]) : undefined

  return {
    values,
    refusals,
    /** To be sent only where nothing else says what is expected. */
    kind,
    setValue: useCallback(
      (name: string, value: string) => change({ values: { ...values, [name]: value } }),
      [change, values],
    ),
    setKind: useCallback((next: string) => change({ kind: next }), [change]),
    /** A sample says which side or sort it is: the form follows. */
    follow: useCallback(
      (sample: Sample) => {
        const parameter = capability?.kindsByParameter?.find((each) => each.kind === sample.kind)
        if (parameter) change({ values: { ...values, [parameter.name]: parameter.value } })
        else if (capability?.kinds.includes(sample.kind)) change({ kind: sample.kind })
      },
      [capability, change, values],
    ),
  }
}
