import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { Recogniser } from '../../api/documents.ts'
import { problemOf } from '../../api/problem-error.ts'
import type { Sample } from '../../api/samples.ts'
import { useAnnounce } from '../../ui/announce.tsx'
import { useProblemText } from '../../ui/problem-text.ts'
import { useRecognisers } from '../../ui/recogniser.ts'
import { addFiles, addSample, redirectFiles } from './add-files.ts'

/** The ways in, with what goes wrong on the way said in words. Files go to the recogniser chosen on this device unless another is named. */
export function useAddFiles() {
  const client = useQueryClient()
  const announce = useAnnounce()
  const text = useProblemText()
  const { chosen } = useRecognisers()

  const say = useCallback(
    (error: unknown) => {
      const { title, detail } = text(problemOf(error))
      announce(detail ? `${title}. ${detail}` : title, 'danger')
    },
    [announce, text],
  )
  const add = useCallback(
    (files: readonly File[], other?: Recogniser | null) => {
      addFiles(client, files, other ?? chosen?.recogniser ?? null).catch(say)
    },
    [client, chosen, say],
  )
  const addSpecimen = useCallback((sample: Sample) => void addSample(client, sample).catch(say), [client, say])
  const redirect = useCallback(
    (recogniser: Recogniser, others: readonly Recogniser[]) =>
      void redirectFiles(client, recogniser, others).catch(say),
    [client, say],
  )
  return { add, addSample: addSpecimen, redirect, say }
}
