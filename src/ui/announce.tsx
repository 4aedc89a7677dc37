import { ActionIcon } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconInfoCircle, IconX } from '@tabler/icons-react'
import { useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './announce.module.css'

type Tone = 'info' | 'success' | 'danger'

interface Announcement {
  id: number
  text: string
  tone: Tone
}

/** Good news goes by itself; bad news stays until it was seen. */
const shownFor = 6000

let announcements: readonly Announcement[] = []
let lastId = 0
const listeners = new Set<() => void>()

function set(next: readonly Announcement[]): void {
  announcements = next
  for (const listener of listeners) listener()
}

const dismiss = (id: number) => set(announcements.filter((each) => each.id !== id))

function announce(text: string, tone: Tone = 'success'): void {
  lastId += 1
  const id = lastId
  set([...announcements.slice(-2), { id, text, tone }])
  if (tone !== 'danger') setTimeout(() => dismiss(id), shownFor)
}

/** Says the outcome of something in the corner of the page, and to screen readers. */
export function useAnnounce(): (text: string, tone?: Tone) => void {
  return announce
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

const icons = { info: IconInfoCircle, success: IconCircleCheck, danger: IconAlertTriangle }

/** Where announcements appear; one a page. */
export function Announcements() {
  const { t } = useTranslation()
  const shown = useSyncExternalStore(subscribe, () => announcements)
  return (
    <output className={classes['corner']} aria-live="polite">
      {shown.map(({ id, text, tone }) => {
        const Icon = icons[tone]
        return (
          <div key={id} className={classes['announcement']} data-tone={tone}>
            <Icon size={18} aria-hidden="true" />
            <span>{text}</span>
            <ActionIcon variant="subtle" color="gray" aria-label={t('action.close')} onClick={() => dismiss(id)}>
              <IconX size={16} />
            </ActionIcon>
          </div>
        )
      })}
    </output>
  )
}
