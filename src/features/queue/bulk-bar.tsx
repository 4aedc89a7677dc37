import { ActionIcon, Button, Menu } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { IconColumns3, IconDownload, IconRefresh, IconTrash, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import type { DocumentFilter } from '#contract/document'
import { actOnDocuments, documentListKey, type ActionAnswer, type Recogniser } from '../../api/documents.ts'
import { fetchExport, type ExportFormat } from '../../api/exports.ts'
import { problemOf } from '../../api/problem-error.ts'
import { useAnnounce } from '../../ui/announce.tsx'
import { useFormat } from '../../ui/format.ts'
import { useProblemText } from '../../ui/problem-text.ts'
import { saveFile } from '../../ui/save-file.ts'
import { DeleteDialog, RecogniseDialog } from './bulk-dialogs.tsx'
import { choiceOf, countOf, nothing, select, selectionStore } from './selection.ts'
import classes from './bulk-bar.module.css'

const formats: readonly ExportFormat[] = ['json', 'csv', 'xlsx']

/** What can be done with the chosen documents; there while any is chosen. */
export function BulkBar({
  filter,
  total,
  onCompare,
}: {
  filter: DocumentFilter
  total: number
  onCompare: (documentId: string) => void
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const client = useQueryClient()
  const announce = useAnnounce()
  const text = useProblemText()
  const selection = useStore(selectionStore, (state) => state.selection)
  const [asking, setAsking] = useState<'delete' | 'recognise' | null>(null)
  const count = countOf(selection, total)
  const formatted = format.number(count)
  const choice = choiceOf(selection, filter)
  const [only, ...more] = selection.all ? [] : selection.ids
  const failed = (error: unknown) => {
    const { title, detail } = text(problemOf(error))
    announce(detail ? `${title}. ${detail}` : title, 'danger')
  }

  function report(key: 'queue.deleted' | 'queue.recognising', { affected, problems }: ActionAnswer): void {
    setAsking(null)
    announce(t(key, { count: affected, formatted: format.number(affected) }))
    const first = problems[0]
    if (first) {
      const left = { count: problems.length, formatted: format.number(problems.length) }
      announce(t('queue.someFailed', { ...left, reason: text(first.problem).title }), 'danger')
    }
    select(nothing)
    void client.invalidateQueries({ queryKey: documentListKey })
  }

  const remove = useMutation({
    mutationFn: () => actOnDocuments({ action: 'delete' }, choice),
    onSuccess: (answer) => report('queue.deleted', answer),
    onError: failed,
  })
  const recognise = useMutation({
    mutationFn: (recogniser: Recogniser) => actOnDocuments({ action: 'recognise', ...recogniser }, choice),
    onSuccess: (answer) => report('queue.recognising', answer),
    onError: failed,
  })
  const exporting = useMutation({
    mutationFn: (as: ExportFormat) => fetchExport(as, choice),
    onSuccess: ({ name, blob }) => {
      saveFile(name, blob)
      announce(t('queue.exported', { name }))
    },
    onError: failed,
  })

  return (
    <>
      {count > 0 && (
        <section className={classes['bar']} aria-label={t('queue.column.select')}>
          <output className={classes['count']}>{t('queue.selected', { count, formatted })}</output>
          {!selection.all && count < total && (
            <Button
              size="compact-sm"
              variant="subtle"
              onClick={() => select({ all: true, ids: new Set(), anchor: null })}
            >
              {t('queue.selectAll', { formatted: format.number(total) })}
            </Button>
          )}
          <span className={classes['gap']} />
          <div className={classes['actions']}>
            <Button
              variant="default"
              size="compact-sm"
              className={classes['action']}
              leftSection={<IconRefresh size={16} />}
              onClick={() => setAsking('recognise')}
            >
              {t('queue.recognise')}
            </Button>
            {only !== undefined && more.length === 0 && (
              <Button
                variant="default"
                size="compact-sm"
                className={classes['action']}
                leftSection={<IconColumns3 size={16} />}
                onClick={() => onCompare(only)}
              >
                {t('queue.compare')}
              </Button>
            )}
            <Menu position="top-end">
              <Menu.Target>
                <Button
                  variant="default"
                  size="compact-sm"
                  className={classes['action']}
                  leftSection={<IconDownload size={16} />}
                  loading={exporting.isPending}
                >
                  {t('queue.export')}
                </Button>
              </Menu.Target>
              <Menu.Dropdown>
                {formats.map((as) => (
                  <Menu.Item key={as} onClick={() => exporting.mutate(as)}>
                    {t(`queue.exportAs.${as}`)}
                  </Menu.Item>
                ))}
              </Menu.Dropdown>
            </Menu>
            <Button
              variant="default"
              size="compact-sm"
              className={`${classes['action']} ${classes['delete']}`}
              leftSection={<IconTrash size={16} />}
              onClick={() => setAsking('delete')}
            >
              {t('queue.delete')}
            </Button>
          </div>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            className={classes['clear']}
            aria-label={t('queue.clearSelection')}
            onClick={() => select(nothing)}
          >
            <IconX size={18} />
          </ActionIcon>
        </section>
      )}
      <DeleteDialog
        opened={asking === 'delete'}
        count={count}
        busy={remove.isPending}
        onClose={() => setAsking(null)}
        onConfirm={() => remove.mutate()}
      />
      <RecogniseDialog
        opened={asking === 'recognise'}
        count={count}
        busy={recognise.isPending}
        onClose={() => setAsking(null)}
        onConfirm={(recogniser) => recognise.mutate(recogniser)}
      />
    </>
  )
}
