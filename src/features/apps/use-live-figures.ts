import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { appFiguresKey } from '../../api/apps.ts'
import { onServerEvent } from '../../api/events.ts'

/** How long the ends of calls are gathered before the figures are asked for again, in milliseconds. */
const gatherFor = 300

function followCalls(client: QueryClient): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const refresh = () => {
    timer = undefined
    void client.invalidateQueries({ queryKey: appFiguresKey })
  }
  const stop = onServerEvent((event) => {
    const ended = event.type === 'recognition' && (event.status === 'succeeded' || event.status === 'failed')
    if (ended || event.type === 'reconnected') timer ??= setTimeout(refresh, gatherFor)
  })
  return () => {
    stop()
    clearTimeout(timer)
  }
}

/** Asks for the figures again as soon as a call has ended, whoever made it. */
export function useLiveFigures(): void {
  const client = useQueryClient()
  useEffect(() => followCalls(client), [client])
}
