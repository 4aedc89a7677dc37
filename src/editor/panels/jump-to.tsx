import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../ui/format.ts'
import classes from './panels.module.css'

/** Goes to an item of a long list by its number: a reader meets only the rows that are in sight. */
export function JumpTo({ count, onGo }: { count: number; onGo: (index: number) => void }) {
  const { t } = useTranslation('editor')
  const format = useFormat()
  const [text, setText] = useState('')
  const number = Number.parseInt(text, 10)
  const known = number >= 1 && number <= count
  return (
    <form
      className={classes['jump']}
      onSubmit={(event) => {
        event.preventDefault()
        if (known) onGo(number - 1)
      }}
    >
      <label htmlFor="fp-jump">{t('jump.label')}</label>
      <input
        id="fp-jump"
        type="number"
        inputMode="numeric"
        min={1}
        max={count}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <span>{t('jump.range', { total: format.number(count) })}</span>
      <button type="submit" disabled={!known}>
        {t('jump.go')}
      </button>
    </form>
  )
}
