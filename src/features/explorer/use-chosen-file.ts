import { useCallback, useEffect, useRef, useState } from 'react'
import { problemOf } from '../../api/problem-error.ts'
import type { Sample } from '../../api/samples.ts'
import { useAnnounce } from '../../ui/announce.tsx'
import { useProblemText } from '../../ui/problem-text.ts'
import { lookAtFile, lookAtSample, type ChosenFile } from './chosen-file.ts'

/** The file of the form: dropped, chosen, pasted, or one of the samples. The last choice counts, however long the one before takes. */
export function useChosenFile() {
  const [chosen, setChosen] = useState<ChosenFile | null>(null)
  const latest = useRef(0)
  const announce = useAnnounce()
  const text = useProblemText()

  const take = useCallback(
    async (look: () => Promise<ChosenFile>) => {
      latest.current += 1
      const mine = latest.current
      try {
        const looked = await look()
        if (mine === latest.current) setChosen(looked)
        else if (looked.picture) URL.revokeObjectURL(looked.picture.url)
      } catch (error) {
        const { title, detail } = text(problemOf(error))
        announce(detail ? `${title}. ${detail}` : title, 'danger')
      }
    },
    [announce, text],
  )
  // The browser keeps a picture's bytes until its address is given back.
  useEffect(() => {
    const url = chosen?.picture?.url
    return url === undefined ? undefined : () => URL.revokeObjectURL(url)
  }, [chosen])

  return {
    chosen,
    chooseFile: useCallback((file: File) => void take(() => lookAtFile(file)), [take]),
    chooseSample: useCallback((sample: Sample) => void take(() => lookAtSample(sample)), [take]),
  }
}
