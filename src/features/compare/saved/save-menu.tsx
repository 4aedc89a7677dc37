import { Button, Menu } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { IconDownload } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Page } from '#contract/document'
import type { Quad } from '#contract/geometry'
import { send } from '../../../api/client.ts'
import { problemOf } from '../../../api/problem-error.ts'
import { providersQuery } from '../../../api/providers.ts'
import type { Review } from '../../../editor/index.ts'
import { useAnnounce } from '../../../ui/announce.tsx'
import { useFormat } from '../../../ui/format.ts'
import { currentLanguage } from '../../../ui/language/index.ts'
import { useProblemText } from '../../../ui/problem-text.ts'
import { saveFile } from '../../../ui/save-file.ts'
import type { Comparison } from '../use-comparison.ts'
import { comparisonHtml } from './comparison-html.ts'
import { coveredPicture } from './covered-picture.ts'
import { savedComparison } from './saved-comparison.ts'

/** What goes into the file: everything, the values alone, or those that are not personal. */
type Extent = 'whole' | 'values' | 'masked'

const extents: readonly Extent[] = ['whole', 'values', 'masked']

/** Pages of a long document whose pictures go into the file, so that it can be sent. */
const mostPictures = 10

function dataUrl(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.addEventListener('load', () => resolve(typeof reader.result === 'string' ? reader.result : ''))
    reader.addEventListener('error', () => reject(reader.error ?? new Error('The picture cannot be read.')))
    reader.readAsDataURL(blob)
  })
}

/** The previews: a page as large as a screen shows it, and a file that can be sent. */
async function readPictures(
  pages: readonly Page[],
  shown: (picture: Blob, page: Page) => Promise<string>,
): Promise<Map<number, string>> {
  const read = pages.slice(0, mostPictures).map(async (page) => {
    const answer = await send(page.previewUrl)
    return [page.index, await shown(await answer.blob(), page)] as const
  })
  return new Map(await Promise.all(read))
}

/** Every place of a page that any recogniser or person knows. */
function placesOn(page: number, { items }: Review, { columns, texts }: Comparison): Quad[] {
  const placed =
    texts?.rows.flatMap(({ cells }) => cells.flatMap(({ box }) => (box.page === page ? box.quads : []))) ?? []
  const read = columns.flatMap(({ reading: { fields, lines, regions } }) => [
    ...fields.flatMap((field) => (field.page === page ? field.quads : [])),
    ...[...lines, ...regions].flatMap((found) => (found.page === page ? [found.quad] : [])),
  ])
  return [...placed, ...read, ...[...items.values()].flatMap((item) => (item.page === page ? item.quads : []))]
}

/** The file's name: the document's, without its ending; nothing of it where values are masked. */
function fileName({ summary }: Review, extent: Extent): string {
  const name = summary.name.replace(/\.[^.]+$/u, '').replaceAll(/[\\/:*?"<>|\p{Cc}]/gu, '_')
  return extent === 'masked' ? 'comparison-masked.html' : `comparison-${name || 'document'}.html`
}

/** Saves the comparison as one file that opens anywhere, without the console and without a network. */
export function SaveMenu({ review, comparison }: { review: Review; comparison: Comparison }) {
  const { t } = useTranslation('compare')
  const { t: shell } = useTranslation()
  const format = useFormat()
  const client = useQueryClient()
  const announce = useAnnounce()
  const problemText = useProblemText()
  const save = useMutation({
    mutationFn: async (extent: Extent) => {
      const covered = (picture: Blob, page: Page) =>
        coveredPicture(picture, page, placesOn(page.index, review, comparison))
      const pictures =
        extent === 'values'
          ? new Map<number, string>()
          : await readPictures(review.pages, extent === 'masked' ? covered : dataUrl)
      const providers = await client.ensureQueryData(providersQuery)
      const options = { masked: extent === 'masked', pictures, now: new Date().toISOString() }
      const words = { t, shell, format, language: currentLanguage(), problemText, providers }
      const html = comparisonHtml(savedComparison(review, comparison, options, words))
      const name = fileName(review, extent)
      saveFile(name, new Blob([html], { type: 'text/html;charset=utf-8' }))
      return name
    },
    onSuccess: (name) => announce(t('save.done', { name })),
    onError: (error) => announce(problemText(problemOf(error)).title, 'danger'),
  })
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconDownload size={16} />}
          loading={save.isPending}
          disabled={comparison.rows.length + (comparison.texts?.rows.length ?? 0) === 0}
        >
          {t('save.open')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {extents.map((extent) => (
          <Menu.Item key={extent} onClick={() => save.mutate(extent)}>
            {t(`save.${extent}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
