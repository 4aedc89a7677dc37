import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { IconPlayerPlayFilled, IconSearchOff } from '@tabler/icons-react'
import { useEffect, useMemo, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { fetchNextDocuments } from '../../api/documents.ts'
import { onServerEvent } from '../../api/events.ts'
import { problemOf } from '../../api/problem-error.ts'
import { useAnnounce } from '../../ui/announce.tsx'
import { Failure } from '../../ui/failure.tsx'
import { useFormat } from '../../ui/format.ts'
import { Notice } from '../../ui/notice.tsx'
import { useProblemText } from '../../ui/problem-text.ts'
import { usePageTitle } from '../../ui/use-page-title.ts'
import { BulkBar } from './bulk-bar.tsx'
import { DocumentList } from './document-list.tsx'
import { isFiltered, questionOf, type DocumentSearch } from './document-search.ts'
import { FilterBar } from './filter-bar.tsx'
import { createLiveUpdates } from './live-updates.ts'
import { LoadingRows } from './loading-rows.tsx'
import { useDocumentList } from './use-document-list.ts'
import classes from './queue-page.module.css'

export interface QueuePageProps {
  search: DocumentSearch
  onSearch: (search: DocumentSearch, replace?: boolean) => void
  onOpen: (documentId: string, search: DocumentSearch) => void
  onCompare: (documentId: string, search: DocumentSearch) => void
  /** Where the workbench of a document is, or its comparison, for links. */
  hrefOf: (documentId: string, what: 'workbench' | 'compare') => string
  /** Which recogniser the next documents go to. */
  recogniser: ReactNode
  /** The button that adds documents. */
  addDocuments: ReactNode
  /** What stands here while there is no document at all. */
  welcome: ReactNode
}

/** The documents: found, ordered, chosen, and the way into their review. */
export function QueuePage(props: QueuePageProps) {
  const { search, onSearch, onOpen, onCompare, hrefOf, recogniser, addDocuments, welcome } = props
  const { t } = useTranslation()
  usePageTitle(t('queue.title'))
  const format = useFormat()
  const client = useQueryClient()
  const announce = useAnnounce()
  const text = useProblemText()
  const question = useMemo(() => questionOf(search), [search])
  const list = useDocumentList(question)

  useEffect(() => {
    const updates = createLiveUpdates(client)
    const unsubscribe = onServerEvent(updates.handle)
    return () => {
      unsubscribe()
      updates.stop()
    }
  }, [client])

  const review = useMutation({
    mutationFn: () => fetchNextDocuments(question.filter),
    onSuccess: ([first]) => {
      if (first) onOpen(first.id, search)
      else announce(t('queue.nothingToReview'), 'info')
    },
    onError: (error) => announce(text(problemOf(error)).title, 'danger'),
  })

  const empty = list.total === 0 && !list.isPending && list.error === null
  const first = empty && !isFiltered(search)
  return (
    <div className={classes['page']}>
      <header className={classes['header']}>
        <div className={classes['heading']}>
          <h1 className={classes['title']}>{t('queue.title')}</h1>
          {list.total !== undefined && !first && (
            <output className={classes['total']}>
              {t('queue.total', { count: list.total, formatted: format.number(list.total) })}
            </output>
          )}
        </div>
        <div className={classes['actions']}>
          {!first && recogniser}
          {addDocuments}
          <Button
            leftSection={<IconPlayerPlayFilled size={15} />}
            onClick={() => review.mutate()}
            loading={review.isPending}
            disabled={first}
          >
            {t('queue.startReview')}
          </Button>
        </div>
      </header>
      {!first && <FilterBar search={search} onSearch={onSearch} />}
      {list.isPending && <LoadingRows />}
      {list.error !== null && list.rows.length === 0 && <Failure error={list.error} onRetry={list.retry} />}
      {first && <div className={classes['scroll']}>{welcome}</div>}
      {empty && !first && (
        <Notice
          picture={<IconSearchOff size={30} stroke={1.6} />}
          title={t('queue.emptyFiltered')}
          actions={
            <Button variant="default" onClick={() => onSearch({})}>
              {t('queue.clearFilters')}
            </Button>
          }
        >
          <p>{t('queue.emptyFilteredText')}</p>
        </Notice>
      )}
      {list.rows.length > 0 && (
        <DocumentList
          list={list}
          search={search}
          hrefOf={hrefOf}
          onOpen={(id) => onOpen(id, search)}
          onCompare={(id) => onCompare(id, search)}
        />
      )}
      <BulkBar filter={question.filter} total={list.total ?? 0} onCompare={(id) => onCompare(id, search)} />
    </div>
  )
}
