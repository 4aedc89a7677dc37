import { Button, CloseButton, NativeSelect, Popover, TextInput } from '@mantine/core'
import { IconAdjustmentsHorizontal, IconSearch, IconX } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DocumentState } from '#contract/document'
import type { DocumentSort } from '../../api/documents.ts'
import { documentSorts, type DocumentSearch } from './document-search.ts'
import { FilterForm } from './filter-form.tsx'
import { useFilterChips } from './filter-chips.ts'
import { ViewSwitch } from '../../ui/view-switch.tsx'
import classes from './filter-bar.module.css'

/** How long typing may pause before the list is asked, in milliseconds. */
const pause = 250

const views = {
  all: undefined,
  review: ['review', 'escalated'],
  working: ['received', 'queued', 'running'],
  failed: ['failed'],
  decided: ['approved', 'rejected'],
} satisfies Record<string, DocumentState[] | undefined>
const viewNames = Object.keys(views) as (keyof typeof views)[]

const same = (a: readonly string[] = [], b: readonly string[] = []) =>
  a.length === b.length && a.every((each) => b.includes(each))

interface FilterBarProps {
  search: DocumentSearch
  onSearch: (search: DocumentSearch, replace?: boolean) => void
}

function SearchBox({ search, onSearch }: FilterBarProps) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState(search.search ?? '')
  const latest = useRef({ search, onSearch })
  useEffect(() => {
    latest.current = { search, onSearch }
  })
  // Going back and forth changes the URL under the box.
  const [known, setKnown] = useState(search.search)
  if (known !== search.search) {
    setKnown(search.search)
    if ((search.search ?? '') !== typed.trim()) setTyped(search.search ?? '')
  }
  useEffect(() => {
    const wanted = typed.trim() === '' ? undefined : typed.trim()
    if (wanted === latest.current.search.search) return
    const timer = setTimeout(() => {
      const { search, onSearch } = latest.current
      onSearch({ ...search, search: wanted }, search.search !== undefined)
    }, pause)
    return () => clearTimeout(timer)
  }, [typed])
  return (
    <TextInput
      className={classes['search']}
      type="search"
      aria-label={t('queue.search')}
      placeholder={t('queue.search')}
      leftSection={<IconSearch size={17} />}
      rightSection={
        typed !== '' && <CloseButton size="sm" aria-label={t('queue.clearSearch')} onClick={() => setTyped('')} />
      }
      maxLength={200}
      dir="auto"
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
    />
  )
}

/** Search, views, filters and order; everything it sets is in the URL. */
export function FilterBar({ search, onSearch }: FilterBarProps) {
  const { t } = useTranslation()
  const chips = useFilterChips(search)
  const view = viewNames.find((name) => same(views[name], search.state))
  const removable = chips.filter(({ key }) => key !== 'state' || view === undefined)
  return (
    <div className={classes['bar']}>
      <div className={classes['line']}>
        <ViewSwitch
          label={t('queue.view')}
          views={viewNames.map((key) => ({ key, label: t(`queue.views.${key}`) }))}
          current={view}
          onChoose={(key) => onSearch({ ...search, state: views[key] })}
        />
        <div className={classes['tools']}>
          <SearchBox search={search} onSearch={onSearch} />
          <Popover position="bottom-end" shadow="md" trapFocus>
            <Popover.Target>
              <Button
                variant="default"
                className={classes['filters']}
                leftSection={<IconAdjustmentsHorizontal size={17} />}
              >
                {removable.length > 0 ? t('queue.filtersCount', { count: removable.length }) : t('queue.filters')}
              </Button>
            </Popover.Target>
            <Popover.Dropdown className={classes['dropdown']}>
              <FilterForm search={search} onSearch={onSearch} />
            </Popover.Dropdown>
          </Popover>
          <NativeSelect
            className={classes['sort']}
            aria-label={t('queue.sort')}
            value={search.sort ?? 'newest'}
            onChange={(event) => onSearch({ ...search, sort: event.currentTarget.value as DocumentSort })}
            data={documentSorts.map((sort) => ({ value: sort, label: t(`queue.sorts.${sort}`) }))}
          />
        </div>
      </div>
      {removable.length > 0 && (
        <ul className={classes['chips']}>
          {removable.map(({ key, text, without }) => (
            <li key={`${key} ${text}`}>
              <button
                type="button"
                className={classes['chip']}
                aria-label={t('queue.removeFilter', { name: text })}
                onClick={() => onSearch(without)}
              >
                <span>{text}</span>
                <IconX size={14} aria-hidden="true" />
              </button>
            </li>
          ))}
          <li>
            <button
              type="button"
              className={classes['clear']}
              onClick={() => onSearch({ sort: search.sort, search: search.search })}
            >
              {t('queue.clearFilters')}
            </button>
          </li>
        </ul>
      )}
    </div>
  )
}
