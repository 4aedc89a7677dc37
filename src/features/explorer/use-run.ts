import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Problem } from '#contract/problem'
import type { Recogniser } from '../../api/documents.ts'
import { uploadDirectly } from '../../api/direct-uploads.ts'
import { problemOf } from '../../api/problem-error.ts'
import type { Capability } from '../../api/providers.ts'
import { orderRecognition, recognitionQuery } from '../../api/recognitions.ts'
import { documentOfFile, forgetDocument } from './document-of-file.ts'
import { objectKeyName } from './form/parameter-values.ts'

/** What is under way before there is a recognition: `store` is the provider's own store, `sending` is ours. */
export type RunStep = 'store' | 'sending' | 'ordering'

export interface RunState {
  step: RunStep | null
  share: number
  problem: Problem | null
}

interface Order extends Recogniser {
  kind?: string | undefined
}

const idle: RunState = { step: null, share: 0, problem: null }

/** Sends a file and orders its recognition; `onOrdered` gets the recognition's id. */
export function useRun(onOrdered: (recognition: string) => void) {
  const client = useQueryClient()
  const [state, setState] = useState(idle)
  const abort = useRef<AbortController>(null)
  useEffect(() => () => abort.current?.abort(), [])

  const cancel = useCallback(() => {
    abort.current?.abort()
    abort.current = null
    setState(idle)
  }, [])
  const clear = useCallback(() => setState((before) => (before.step === null ? idle : before)), [])

  const run = useCallback(
    async ({ provider, capability: id, kind, parameters = {} }: Order, capability: Capability, file: File) => {
      abort.current?.abort()
      const controller = new AbortController()
      abort.current = controller
      const { signal } = controller
      const say = (step: RunStep, share = 0) => {
        if (!signal.aborted) setState({ step, share, problem: null })
      }
      try {
        const whole: Record<string, string> = { ...parameters }
        if (capability.delivery === 'browser') {
          say('store')
          const key = await uploadDirectly({ provider, capability: id }, file, signal, (share) => say('store', share))
          whole[objectKeyName] = key
        }
        say('sending')
        const documentId = await documentOfFile(file, signal, (share) => say('sending', share))
        say('ordering', 1)
        const ordered = await orderRecognition(
          documentId,
          { provider, capability: id, parameters: whole, ...(kind !== undefined && { kind }) },
          signal,
        )
        client.setQueryData(recognitionQuery(ordered.id).queryKey, ordered)
        setState(idle)
        onOrdered(ordered.id)
      } catch (error) {
        if (signal.aborted) return
        const problem = problemOf(error)
        if (problem.code === 'document-not-found') forgetDocument(file)
        setState({ step: null, share: 0, problem })
      }
    },
    [client, onOrdered],
  )
  return { state, run, cancel, clear }
}
