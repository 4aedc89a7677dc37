import { Button, Checkbox, Popover } from '@mantine/core'
import { IconColumns3 } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Recogniser } from '../../api/documents.ts'
import { ModeBadge } from '../../ui/mode-badge.tsx'
import { labelText, recogniserKey, type RecogniserChoice } from '../../ui/recogniser.ts'
import { chooseCompanion, chosenCompanions, companionsOf, useCompanionKeys } from './compare-with.ts'
import classes from './intake-recogniser.module.css'

interface AlsoReadByProps {
  choices: readonly RecogniserChoice[]
  chosen: Recogniser | null
  onChange?: (companions: Recogniser[]) => void
}

/** Which other recognisers read what comes in, to be compared. Absent where no other reads this kind. */
export function AlsoReadBy({ choices, chosen, onChange }: AlsoReadByProps) {
  const { t, i18n } = useTranslation()
  const keys = useCompanionKeys()
  const companions = companionsOf(choices, chosen)
  if (companions.length === 0) return null
  const count = chosenCompanions(companions, keys).length
  return (
    <Popover position="bottom-end" withArrow shadow="md" trapFocus>
      <Popover.Target>
        <Button
          variant={count > 0 ? 'light' : 'default'}
          leftSection={<IconColumns3 size={17} stroke={1.75} aria-hidden="true" />}
        >
          {count > 0 ? t('intake.alsoCount', { number: count }) : t('intake.also')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('intake.also')}>
        <div className={classes['also']}>
          <p>{t('intake.alsoText')}</p>
          {companions.map(({ recogniser, provider, label, mode }) => {
            const key = recogniserKey(recogniser)
            return (
              <Checkbox
                key={key}
                label={
                  <span className={classes['companion']}>
                    {labelText(provider.label, i18n.language)}
                    <ModeBadge mode={mode} />
                  </span>
                }
                description={labelText(label, i18n.language)}
                checked={keys.includes(key)}
                onChange={({ currentTarget: { checked } }) => {
                  chooseCompanion(key, checked)
                  const next = checked ? [...keys, key] : keys.filter((each) => each !== key)
                  onChange?.(chosenCompanions(companions, next))
                }}
              />
            )
          })}
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}
