import { createRoute, z } from '@hono/zod-openapi'
import { demand } from '../auth/permissions.ts'
import { framePicture } from '../documents/frame-picture.ts'
import { readPage } from '../documents/repository.ts'
import { createPageTiles } from '../documents/tiles/page-tiles.ts'
import type { AppDependencies } from './dependencies.ts'
import { createRouter, notFound, problems } from './http.ts'

const picture = createRoute({
  method: 'get',
  path: '/documents/{id}/pages/{index}/{picture}',
  tags: ['Documents'],
  summary: 'A picture of an upright page',
  description: 'The full `image`, a `preview` of at most 1024 pixels, a `thumbnail` of at most 160. It never changes.',
  request: {
    params: z.object({
      id: z.string(),
      index: z.string().regex(/^\d{1,6}$/),
      picture: z.enum(['image', 'preview', 'thumbnail']),
    }),
  },
  responses: {
    200: {
      description: 'The picture.',
      content: Object.fromEntries(
        ['image/jpeg', 'image/png', 'image/webp'].map((type) => [
          type,
          { schema: { type: 'string', format: 'binary' } },
        ]),
      ),
    },
    ...problems(404),
  },
})

const frame = createRoute({
  method: 'get',
  path: '/documents/{id}/frames/{timeMs}/{picture}',
  tags: ['Documents'],
  summary: 'A picture of a video at a moment',
  description:
    'The frame that begins at so many milliseconds, or last before: the full `image`, a `preview` of at most 1024 pixels, a `thumbnail` of at most 160. ' +
    'Where the codec is not decoded here, an even grey of the same size.',
  request: {
    params: z.object({
      id: z.string(),
      timeMs: z.string().regex(/^\d{1,9}(\.\d{1,6})?$/),
      picture: z.enum(['image', 'preview', 'thumbnail']),
    }),
  },
  responses: {
    200: {
      description: 'The picture.',
      content: { 'image/jpeg': { schema: { type: 'string', format: 'binary' } } },
    },
    ...problems(404),
  },
})

const position = z.string().regex(/^\d{1,4}$/)

const tile = createRoute({
  method: 'get',
  path: '/documents/{id}/pages/{index}/tiles/{level}/{column}/{row}',
  tags: ['Documents'],
  summary: 'A tile of an upright page',
  description:
    'For pages of more than 12 million pixels, which are slow to decode whole. Level 0 has all pixels of the page, each further level one half as many a ' +
    'side, the last is a single tile. Tiles are JPEG and measure 512 pixels a side, at the right and the lower edge less. They are cut ' +
    'when the first one of a page is asked for, which takes a moment, and never change.',
  request: {
    params: z.object({
      id: z.string(),
      index: z.string().regex(/^\d{1,6}$/),
      level: z
        .string()
        .regex(/^\d{1,2}$/)
        .openapi({ description: 'From 0, all pixels.' }),
      column: position.openapi({ description: 'From 0, the left one.' }),
      row: position.openapi({ description: 'From 0, the top one.' }),
    }),
  },
  responses: {
    200: {
      description: 'The tile.',
      content: { 'image/jpeg': { schema: { type: 'string', format: 'binary' } } },
    },
    ...problems(404),
  },
})

// A document's id is never given out twice and its pictures are written once. Private: they show personal data.
const forGood = 'private, max-age=31536000, immutable'

export function pageRoutes({ db, objects }: AppDependencies) {
  const tiles = createPageTiles(objects)
  return createRouter()
    .openapi(picture, async (c) => {
      demand(c.get('actor'), 'read')
      const { id, index, picture } = c.req.valid('param')
      const page = await readPage(db, id, Number(index))
      if (!page) throw notFound('page')
      const stored = await objects.read(
        { image: page.imageKey, preview: page.previewKey, thumbnail: page.thumbnailKey }[picture],
      )
      if (!stored) throw notFound('page')
      return c.body(stored.bytes, 200, { 'Content-Type': stored.contentType, 'Cache-Control': forGood })
    })
    .openapi(frame, async (c) => {
      demand(c.get('actor'), 'read')
      const { id, timeMs, picture } = c.req.valid('param')
      const found = await framePicture({ db, objects }, id, Number(timeMs), picture)
      if (!found) throw notFound('page')
      return c.body(found.bytes, 200, { 'Content-Type': found.contentType, 'Cache-Control': forGood })
    })
    .openapi(tile, async (c) => {
      demand(c.get('actor'), 'read')
      const { id, index, level, column, row } = c.req.valid('param')
      const page = await readPage(db, id, Number(index))
      if (!page) throw notFound('page')
      const bytes = await tiles.read(page, Number(level), Number(column), Number(row))
      if (!bytes) throw notFound('page')
      return c.body(bytes, 200, { 'Content-Type': 'image/jpeg', 'Cache-Control': forGood })
    })
}
