import { useEffect, type ReactNode } from 'react'
import { useDropzone } from 'react-dropzone'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import type { Recogniser } from '../../api/documents.ts'
import { recogniserOfKey, useRecognisers } from '../../ui/recogniser.ts'
import { DropOverlay } from './drop-overlay.tsx'
import { intake } from './instance.ts'
import { IntakePanel } from './intake-panel.tsx'
import { workingStages } from './intake-item.ts'
import { useAddFiles } from './use-add-files.ts'

/** Where a drop landed: on a kind's tile of the overlay, or anywhere else. */
function recogniserUnder(event: unknown): Recogniser | null {
  const target = event instanceof Event ? event.target : ((event as { target?: unknown } | null)?.target ?? null)
  const tile = target instanceof Element ? target.closest('[data-recogniser]') : null
  return recogniserOfKey(tile?.getAttribute('data-recogniser') ?? null)
}

interface IntakeRootProps {
  children: ReactNode
  /** In the workbench the list of files is folded away unless it needs the operator. */
  compact: boolean
  onOpen: (documentId: string) => void
}

/** Takes files that are dropped or pasted anywhere in the window, and shows how they come in. */
export function IntakeRoot({ children, compact, onOpen }: IntakeRootProps) {
  const { t } = useTranslation()
  const { chosen, choices } = useRecognisers()
  const { add } = useAddFiles()

  const { getRootProps, getInputProps, isDragActive } = useDropzone({
    noClick: true,
    noKeyboard: true,
    onDrop: (files, _rejections, event) => add(files, recogniserUnder(event)),
  })

  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])]
      if (files.length === 0) return
      event.preventDefault()
      add(files)
    }
    document.addEventListener('paste', onPaste)
    return () => document.removeEventListener('paste', onPaste)
  }, [add])

  const working = useStore(intake.store, ({ counts }) => workingStages.some((stage) => counts[stage] > 0))
  useEffect(() => {
    if (!working) return
    const onLeave = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', onLeave)
    return () => removeEventListener('beforeunload', onLeave)
  }, [working])

  return (
    <div {...getRootProps({ role: undefined, tabIndex: undefined })}>
      <input {...getInputProps({ 'aria-label': t('intake.files'), style: { display: 'none' } })} />
      {children}
      {isDragActive && <DropOverlay choices={choices} chosen={chosen} />}
      <IntakePanel compact={compact} onOpen={onOpen} />
    </div>
  )
}
