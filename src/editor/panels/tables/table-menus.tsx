import { Button, Menu } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { escapedHtml, tableCsv, tableHtml, tableTsv } from '#contract/table-text'
import { saveFile } from '../../../ui/save-file.ts'
import { isEditable } from '../../model/editor-state.ts'
import { textTable } from '../../model/tables/table-actions.ts'
import { useEditor } from '../../use-editor.ts'
import { useWorkbench, useWorkbenchTools } from '../../workbench-context.ts'
import { ShownKey } from '../shown-key.tsx'
import classes from './tables.module.css'

const menus = {
  rows: ['row-above', 'row-below', 'row-up', 'row-down', 'split-row', 'merge-rows', 'delete-rows'],
  columns: [
    'column-before',
    'column-after',
    'column-back',
    'column-on',
    'split-column',
    'merge-columns',
    'delete-columns',
  ],
  cells: ['merge-cells', 'split-cell', 'clear-cells'],
} as const

function CommandMenu({ name, table }: { name: keyof typeof menus; table: number }) {
  const { t } = useTranslation('editor')
  const { session } = useWorkbench()
  const { run } = useWorkbenchTools()
  const editable = useEditor(session, isEditable)
  const inside = useEditor(session, (state) => {
    const { focus, document } = state
    return focus !== null && document?.review.tables[table]?.cells.some(({ item }) => item === focus) === true
  })
  return (
    // The focus goes to the cell that the command leaves it on.
    <Menu position="bottom-start" returnFocus={false}>
      <Menu.Target>
        <Button
          size="compact-md"
          variant="default"
          disabled={!editable || !inside}
          rightSection={<IconChevronDown size={16} aria-hidden="true" />}
        >
          {t(`tables.${name}`)}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {menus[name].map((id) => (
          <Menu.Item key={id} onClick={() => run(id)} rightSection={<ShownKey command={id} />}>
            {t(`command.${id}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

/** What can be done to a table, and how it leaves the console. */
export function TableMenus({ table }: { table: number }) {
  const { t } = useTranslation('editor')
  const { session } = useWorkbench()
  const name = useEditor(session, (state) => state.summary.name)
  const fileName = `${name.replace(/\.[^.]*$/u, '')}-${table + 1}`
  const save = (format: 'csv' | 'html') => {
    session.commitDraft()
    const texts = textTable(session, table)
    if (!texts) return
    const page = `<!doctype html><meta charset="utf-8"><title>${escapedHtml(fileName)}</title>${tableHtml(texts)}\n`
    const blob =
      format === 'csv'
        ? new Blob([tableCsv(texts)], { type: 'text/csv;charset=utf-8' })
        : new Blob([page], { type: 'text/html;charset=utf-8' })
    saveFile(`${fileName}.${format}`, blob)
  }
  const copy = async () => {
    session.commitDraft()
    const texts = textTable(session, table)
    if (!texts) return
    const text = tableTsv(texts)
    try {
      await navigator.clipboard.write([
        new ClipboardItem({
          'text/plain': new Blob([text], { type: 'text/plain' }),
          'text/html': new Blob([tableHtml(texts)], { type: 'text/html' }),
        }),
      ])
    } catch {
      // Some browsers take text alone.
      await navigator.clipboard.writeText(text)
    }
    session.announce('tableCopied')
  }
  return (
    <div className={classes['menus']}>
      <CommandMenu name="rows" table={table} />
      <CommandMenu name="columns" table={table} />
      <CommandMenu name="cells" table={table} />
      <Menu position="bottom-end">
        <Menu.Target>
          <Button size="compact-md" variant="default" rightSection={<IconChevronDown size={16} aria-hidden="true" />}>
            {t('tables.save')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => void copy()}>{t('tables.copy')}</Menu.Item>
          <Menu.Item onClick={() => save('csv')}>{t('tables.saveCsv')}</Menu.Item>
          <Menu.Item onClick={() => save('html')}>{t('tables.saveHtml')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </div>
  )
}
