import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { ReadingFound } from '#contract/actions'
import { onServerEvent } from '../../api/events.ts'
import { documentReadingsKey, documentReadingsQuery, isUnfinished } from '../../api/recognitions.ts'

/** While recognisers work, server-sent events say how far they are; asking again is for the event that was missed. Milliseconds. */
const askAgainMs = 2000

/** Every reading of a document, kept up to date while recognisers work. */
export function useReadings(documentId: string) {
  const client = useQueryClient()
  const query = useQuery({
    ...documentReadingsQuery(documentId),
    refetchInterval: ({ state }) => (state.data?.some(isUnfinished) ? askAgainMs : false),
  })
  useEffect(() => {
    const key = documentReadingsKey(documentId)
    return onServerEvent((event) => {
      if (event.type === 'reconnected') void client.invalidateQueries({ queryKey: key })
      if (event.type !== 'recognition' || event.documentId !== documentId) return
      const { id, status, progress } = event
      if (status === 'running' || status === 'queued') {
        client.setQueryData<ReadingFound[]>(key, (readings) =>
          readings?.map((reading) =>
            reading.id === id ? { ...reading, status, ...(progress && { progress }) } : reading,
          ),
        )
      } else void client.invalidateQueries({ queryKey: key })
    })
  }, [client, documentId])
  return query
}
