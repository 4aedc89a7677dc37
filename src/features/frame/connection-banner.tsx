import { IconPlugConnectedX } from '@tabler/icons-react'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { connectEvents, onConnection } from '../../api/events.ts'
import classes from './connection-banner.module.css'

/** A restart of the server takes about this long; nobody need hear of it. Milliseconds. */
const patience = 2500

function subscribeOnline(listener: () => void): () => void {
  addEventListener('online', listener)
  addEventListener('offline', listener)
  return () => {
    removeEventListener('online', listener)
    removeEventListener('offline', listener)
  }
}

/** Keeps the event stream while the frame is on screen, and says when it is broken. */
export function ConnectionBanner() {
  const { t } = useTranslation()
  const online = useSyncExternalStore(subscribeOnline, () => navigator.onLine)
  const [lost, setLost] = useState(false)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const unsubscribe = onConnection((connected) => {
      if (connected) {
        clearTimeout(timer)
        timer = undefined
        setLost(false)
      } else timer ??= setTimeout(() => setLost(true), patience)
    })
    const disconnect = connectEvents()
    return () => {
      clearTimeout(timer)
      unsubscribe()
      disconnect()
    }
  }, [])
  return (
    <output aria-live="polite">
      {lost && (
        <span className={classes['banner']}>
          <IconPlugConnectedX size={18} aria-hidden="true" />
          {t(online ? 'frame.lost' : 'frame.offline')}
        </span>
      )}
    </output>
  )
}
