import { ActionIcon, Button, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useFormat } from '../../ui/format.ts'
import classes from './quota.module.css'

interface PriceRowsProps<Row extends { yuan: string }> {
  title: string
  text?: ReactNode
  rows: readonly Row[]
  /** What the price is for: calls, as typed. */
  counted: Exclude<keyof Row & string, 'yuan'>
  placeholder?: string
  /** Labels by the number of the row, as the language writes it. */
  words: Record<'counted' | 'price' | 'remove', (number: string) => string>
  add: string
  empty: Row
  onRows: (rows: Row[]) => void
}

/** Rows of calls and what they cost, to be typed, added and taken out. */
export function PriceRows<Row extends { yuan: string } & Record<string, string>>(props: PriceRowsProps<Row>) {
  const { title, text, rows, counted, placeholder, words, add, empty, onRows } = props
  const format = useFormat()
  const change = (index: number, more: Partial<Row>) =>
    onRows(rows.map((row, at) => (at === index ? { ...row, ...more } : row)))
  return (
    <fieldset className={classes['rows']}>
      <legend>{title}</legend>
      {text}
      {rows.map((row, index) => {
        const number = format.number(index + 1)
        return (
          // Rows have no name of their own: their place is what they are.
          // oxlint-disable-next-line react/no-array-index-key
          <div key={index} className={classes['row']}>
            <TextInput
              size="xs"
              label={words.counted(number)}
              placeholder={placeholder}
              inputMode="numeric"
              value={row[counted]}
              onChange={({ currentTarget: { value } }) => change(index, { [counted]: value } as Partial<Row>)}
            />
            <TextInput
              size="xs"
              label={words.price(number)}
              inputMode="decimal"
              value={row.yuan}
              onChange={({ currentTarget: { value } }) => change(index, { yuan: value } as Partial<Row>)}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={words.remove(number)}
              onClick={() => onRows(rows.filter((_, at) => at !== index))}
            >
              <IconX size={16} />
            </ActionIcon>
          </div>
        )
      })}
      <Button
        size="compact-sm"
        variant="subtle"
        leftSection={<IconPlus size={15} aria-hidden="true" />}
        onClick={() => onRows([...rows, empty])}
      >
        {add}
      </Button>
    </fieldset>
  )
}
