import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { onServerEvent } from '../../api/events.ts'
import { exchangesQuery, isUnfinished, recognitionQuery } from '../../api/recognitions.ts'
import type { Recognition } from '#contract/result'
import { documentDetailQuery } from '../../api/review.ts'

/** What the recogniser itself answered: the lines that our engine read beside it are for the workbench. */
function answerOf(recognition: Recognition): Recognition {
  return { ...recognition, lines: recognition.lines.filter(({ source }) => source !== 'engine') }
}

/** A recognition as it goes on, its document's pages, and what was sent for it. */
export function useRecognition(id: string | undefined) {
  const client = useQueryClient()
  const recognition = useQuery({ ...recognitionQuery(id ?? ''), select: answerOf, enabled: id !== undefined })
  const { data } = recognition
  const finished = data !== undefined && !isUnfinished(data)
  const exchanges = useQuery({ ...exchangesQuery(id ?? ''), enabled: id !== undefined && finished })
  const document = useQuery({ ...documentDetailQuery(data?.documentId ?? ''), enabled: data !== undefined })

  useEffect(() => {
    if (id === undefined) return
    const { queryKey } = recognitionQuery(id)
    return onServerEvent((event) => {
      if (event.type === 'reconnected') void client.invalidateQueries({ queryKey })
      if (event.type !== 'recognition' || event.id !== id) return
      const { status, progress } = event
      if (!isUnfinished({ status })) void client.invalidateQueries({ queryKey })
      else client.setQueryData(queryKey, (before) => before && { ...before, status, ...(progress && { progress }) })
    })
  }, [client, id])

  return {
    recognition: data,
    error: recognition.error,
    exchanges: exchanges.data,
    pages: document.data?.pages,
    refetch: recognition.refetch,
  }
}
