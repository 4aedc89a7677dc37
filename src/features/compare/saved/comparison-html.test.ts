import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { comparisonHtml, escaped, type SavedComparison } from './comparison-html.ts'

const evil = `<script>alert(1)</script>" onload='x' & </style>`

/** A comparison in which everything that a document, a provider or a catalogue can say tries to get out of its place. */
const hostile: SavedComparison = {
  language: evil,
  direction: 'rtl',
  title: evil,
  facts: [evil],
  heads: { recognisers: evil, recogniser: evil, mode: evil, operation: evil, time: evil, agreement: evil },
  columns: { fields: evil, field: evil, consensus: evil, review: evil },
  notes: { differs: evil, places: evil, legend: evil, picture: evil },
  recognisers: [
    {
      number: 1,
      name: evil,
      mode: evil,
      explanation: evil,
      operation: evil,
      time: evil,
      agreement: evil,
      problem: evil,
    },
  ],
  rows: [
    {
      field: evil,
      consensus: { value: evil, words: evil },
      review: { value: evil, words: evil },
      cells: [
        {
          runs: (['same', 'other', 'missing'] as const).map((kind) => ({ kind, text: evil })),
          instead: null,
          differs: true,
          notes: [evil],
        },
        { runs: [], instead: evil, differs: false, notes: [] },
      ],
    },
  ],
  pages: [{ width: 10, height: 10, picture: `data:${evil}`, boxes: [] }],
}

it('escapes whatever a document, a provider or a language says', () => {
  const html = comparisonHtml(hostile)
  expect(html).not.toContain('<script')
  expect(html).not.toContain("' onload")
  expect(html).not.toContain('" onload')
  expect(html.match(/<\/style>/gu)).toHaveLength(1)
  expect(html.split(escaped(evil)).length).toBeGreaterThan(30)
})

it('names its style by its hash, and allows nothing but that and pictures of its own', () => {
  const html = comparisonHtml(hostile)
  const style = /<style>([\s\S]*?)<\/style>/u.exec(html)![1]!
  const hash = createHash('sha256').update(style).digest('base64')
  expect(html).toContain(
    `default-src &#39;none&#39;; style-src &#39;sha256-${hash}&#39;; img-src data:; base-uri &#39;none&#39;; form-action &#39;none&#39;`,
  )
  expect(html).not.toMatch(/ style=|https?:\/\/(?!www\.w3\.org\/2000\/svg)/u)
})
