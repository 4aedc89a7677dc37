import { kindByName } from '../server/contract/documents/index.ts'
import { summarise, type ItemScore, type SpecimenScore } from './accuracy.ts'
import type { Level } from './index.ts'
import { fieldKey } from './truth.ts'

const percent = (share: number) => `${(share * 100).toFixed(1)} %`

/** A figure that issue 4 asks for beside the table of kinds; `target` 0..1, null = not asked at this level. */
export interface Beside {
  name: string
  share: number
  of: number
  target: number | null
}

const isMrzLine = ({ key }: ItemScore) => /^mrz_line\d$/.test(key)

/** Share of the items of some kinds with a key that are exactly right. */
function itemsRight(scores: readonly SpecimenScore[], kind: string, key: string) {
  const items = scores
    .filter(({ order }) => order.kind === kind)
    .flatMap((score) => score.items.filter((item) => fieldKey(item.key) === key && item.expected !== null))
  return { share: items.filter(({ exact }) => exact).length / items.length, of: items.length }
}

/**
 * Machine-readable zones whose every line is right (then every check digit is), plate numbers, names on seals and QR codes of one level. What
 * was not measured is left out.
 */
export function besides(level: Level, scores: readonly SpecimenScore[]): Beside[] {
  const zones = scores.filter(({ items }) => items.some(isMrzLine))
  const zonesRight = zones.filter(({ items }) => items.filter(isMrzLine).every(({ exact }) => exact))
  const asked = <Target>(targets: Partial<Record<Level, Target>>) => targets[level] ?? null
  return [
    {
      name: 'machine-readable zones with every check digit right',
      share: zonesRight.length / zones.length,
      of: zones.length,
      target: asked({ clean: 0.97, mild: 0.97 }),
    },
    {
      name: 'plates',
      ...itemsRight(scores, 'licence-plate', 'plate_number'),
      target: asked({ clean: 0.9, mild: 0.9, hard: 0.9 }),
    },
    { name: 'names on seals', ...itemsRight(scores, 'stamp', 'stamp_text'), target: asked({ clean: 0.9 }) },
    { name: 'QR codes', ...itemsRight(scores, 'qr-code', 'content'), target: asked({ clean: 1, mild: 1, hard: 0.7 }) },
  ].filter(({ of }) => of > 0)
}

/** The table of the README: a row a kind, fields exactly right and boxes right at each level, in the order of the levels. */
export function markdownTable(byLevel: ReadonlyMap<Level, readonly SpecimenScore[]>): string {
  const levels = [...byLevel.keys()]
  const kinds = [...new Set([...byLevel.values()].flat().map(({ order }) => order.kind))]
  const cellsOf = (pick: (score: SpecimenScore) => boolean) =>
    levels.flatMap((level) => {
      const { exact, characters, boxes } = summarise(byLevel.get(level)!.filter(pick))
      return [exact, characters, boxes].map(percent)
    })
  const row = (name: string, cells: readonly string[]) => `| ${[name, ...cells].join(' | ')} |`
  return [
    row(
      '',
      levels.flatMap((level) => [`${level}: fields`, 'characters', 'boxes']),
    ),
    row(
      '---',
      levels.flatMap(() => ['---', '---', '---']),
    ),
    ...kinds.map((kind) =>
      row(
        kindByName(kind)?.label.en ?? kind,
        cellsOf(({ order }) => order.kind === kind),
      ),
    ),
    row(
      '**all with fields**',
      cellsOf(({ order }) => kindByName(order.kind)!.fields.length > 0).map((cell) => `**${cell}**`),
    ),
  ].join('\n')
}
