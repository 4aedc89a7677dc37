import { ActionIcon, Checkbox, Popover, Tooltip } from '@mantine/core'
import {
  IconAdjustments,
  IconArrowBackUp,
  IconArrowForwardUp,
  IconArrowLeft,
  IconColumns3,
  IconKeyboard,
  IconLasso,
  IconLock,
  IconMaximize,
  IconRotateClockwise,
  IconScan,
  IconStack2,
  IconTextGrammar,
  IconVectorBezier2,
  IconZoomIn,
  IconZoomOut,
  type TablerIcon,
} from '@tabler/icons-react'
import { memo, useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ModeBadge } from '../../ui/mode-badge.tsx'
import { usePageTitle } from '../../ui/use-page-title.ts'
import type { LayerName, Picture } from '../model/editor-state.ts'
import { useEditor } from '../use-editor.ts'
import { useWorkbench, useWorkbenchTools } from '../workbench-context.ts'
import { CommandButton } from './command-button.tsx'
import { LevelMark } from './confidence-chip.tsx'
import classes from './panels.module.css'
import { Threshold } from './threshold.tsx'

const layerNames: readonly LayerName[] = ['fields', 'lines', 'characters', 'regions', 'tables']

/** A popover and the button that opens it, which says so: the tooltip between the two keeps to itself what the popover would tell it. */
function useOpening() {
  const [opened, setOpened] = useState(false)
  return {
    popover: { opened, onChange: setOpened },
    opener: { 'aria-haspopup': 'dialog', 'aria-expanded': opened, onClick: () => setOpened(!opened) } as const,
  }
}

function LayerChoice() {
  const { t } = useTranslation('editor')
  const { session } = useWorkbench()
  const layers = useEditor(session, (state) => state.layers)
  return (
    <div className={classes['popover']}>
      {layerNames.map((layer) => (
        <Checkbox
          key={layer}
          label={t(`layers.${layer}`)}
          checked={layers[layer]}
          onChange={(event) => session.set({ layers: { ...layers, [layer]: event.currentTarget.checked } })}
        />
      ))}
      {/* On a phone there is no room for it above the fields. */}
      <div className={classes['onlyNarrow']}>
        <Threshold />
      </div>
      <ul className={classes['legend']}>
        {(['provider', 'grounded', 'operator'] as const).map((source) => (
          <li key={source}>
            <span className={classes['swatch']} data-source={source} aria-hidden="true" />
            {t(`legend.${source}`)}
          </li>
        ))}
        {(['low', 'medium', 'high', 'unknown'] as const).map((level) => (
          <li key={level}>
            <span className={classes['confidence']} data-level={level}>
              <LevelMark level={level} />
            </span>
            {t(`legend.${level}`)}
          </li>
        ))}
      </ul>
    </div>
  )
}

const Layers = memo(function Layers() {
  const { t } = useTranslation('editor')
  const { popover, opener } = useOpening()
  return (
    <Popover {...popover} position="bottom-end" withArrow shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <Tooltip label={t('layers.title')}>
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('layers.title')} {...opener}>
            <IconStack2 size={20} stroke={1.75} aria-hidden="true" />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('layers.title')}>
        <LayerChoice />
      </Popover.Dropdown>
    </Popover>
  )
})

function PictureChoice() {
  const { t } = useTranslation('editor')
  const { session } = useWorkbench()
  const picture = useEditor(session, (state) => state.picture)
  return (
    <div className={classes['popover']}>
      {(['brightness', 'contrast'] as const).map((name) => (
        <label key={name} className={classes['slider']}>
          {t(`picture.${name}`)}
          <input
            className={classes['range']}
            type="range"
            min={30}
            max={300}
            step={5}
            value={Math.round(picture[name] * 100)}
            onChange={(event) => session.set({ picture: { ...picture, [name]: Number(event.target.value) / 100 } })}
          />
        </label>
      ))}
      <Checkbox
        label={t('picture.invert')}
        checked={picture.inverted}
        onChange={(event) => session.set({ picture: { ...picture, inverted: event.currentTarget.checked } })}
      />
      <button
        type="button"
        className={classes['plain']}
        disabled={isPlain(picture)}
        onClick={() => session.set({ picture: { brightness: 1, contrast: 1, inverted: false } })}
      >
        {t('picture.reset')}
      </button>
    </div>
  )
}

function isPlain({ brightness, contrast, inverted }: Picture): boolean {
  return brightness === 1 && contrast === 1 && !inverted
}

const PictureMenu = memo(function PictureMenu({ plain }: { plain: boolean }) {
  const { t } = useTranslation('editor')
  const { popover, opener } = useOpening()
  return (
    <Popover {...popover} position="bottom-end" withArrow shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <Tooltip label={t('picture.title')}>
          <ActionIcon
            variant={plain ? 'subtle' : 'light'}
            color={plain ? 'gray' : 'teal'}
            size="lg"
            aria-label={t('picture.title')}
            {...opener}
          >
            <IconAdjustments size={20} stroke={1.75} aria-hidden="true" />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('picture.title')}>
        <PictureChoice />
      </Popover.Dropdown>
    </Popover>
  )
})

/** A way out of the document, which is no command of the list or has no key to be shown. */
const Way = memo(function Way({ label, icon: Icon, onGo }: { label: string; icon: TablerIcon; onGo: () => void }) {
  return (
    <Tooltip label={label}>
      <ActionIcon variant="subtle" color="gray" size="lg" aria-label={label} onClick={onGo}>
        <Icon size={20} stroke={1.75} aria-hidden="true" />
      </ActionIcon>
    </Tooltip>
  )
})

/** What the document is, and the tools of the page: their buttons stay as they are when another document comes. */
export function TopBar({ onCompare }: { onCompare: () => void }) {
  const { t } = useTranslation('editor')
  const { session } = useWorkbench()
  const { run } = useWorkbenchTools()
  const name = useEditor(session, (state) => state.summary.name)
  const mode = useEditor(session, (state) => state.document?.recognition.mode ?? null)
  usePageTitle(t('title', { name }))
  const tool = useEditor(session, (state) => state.tool)
  const frozen = useEditor(session, (state) => state.frozen)
  const canUndo = useEditor(session, (state) => state.history.done.length > 0 || state.draft !== null)
  const canRedo = useEditor(session, (state) => state.history.undone.length > 0)
  const plain = useEditor(session, (state) => isPlain(state.picture))
  const onBack = useCallback(() => run('leave'), [run])
  return (
    <header className={classes['topBar']}>
      <Way label={t('back')} icon={IconArrowLeft} onGo={onBack} />
      <h1 className={classes['name']} title={name}>
        <bdi>{name}</bdi>
      </h1>
      {mode && (
        <span className={classes['mode']}>
          <ModeBadge mode={mode} />
        </span>
      )}
      {frozen && (
        <span className={classes['frozen']} title={t('announce.frozen')}>
          <IconLock size={18} stroke={1.75} aria-hidden="true" />
        </span>
      )}
      <Way label={t('compare')} icon={IconColumns3} onGo={onCompare} />
      <div className={classes['tools']} role="toolbar" aria-label={t('toolbar')}>
        <CommandButton command="undo" icon={IconArrowBackUp} disabled={!canUndo} />
        <CommandButton command="redo" icon={IconArrowForwardUp} disabled={!canRedo} />
        <span className={classes['newLine']} />
        <CommandButton command="draw" icon={IconVectorBezier2} pressed={tool === 'draw'} />
        <CommandButton command="pick-word" icon={IconTextGrammar} pressed={tool === 'word'} />
        <CommandButton command="lasso" icon={IconLasso} pressed={tool === 'lasso'} />
        <CommandButton command="look" icon={IconScan} />
        <span className={classes['divider']} />
        {/* A phone has two fingers for this. */}
        <span className={classes['onlyWide']}>
          <CommandButton command="zoom-out" icon={IconZoomOut} />
          <CommandButton command="zoom-in" icon={IconZoomIn} />
        </span>
        <CommandButton command="fit" icon={IconMaximize} />
        <CommandButton command="turn" icon={IconRotateClockwise} />
        <span className={classes['divider']} />
        <Layers />
        <PictureMenu plain={plain} />
        <span className={classes['onlyWide']}>
          <CommandButton command="keys" icon={IconKeyboard} />
        </span>
      </div>
    </header>
  )
}
