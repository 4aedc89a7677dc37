import { createRoute, z } from '@hono/zod-openapi'
import { demand } from '../auth/permissions.ts'
import { readPage } from '../documents/repository.ts'
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

export function pageRoutes({ db, objects }: AppDependencies) {
  return createRouter().openapi(picture, async (c) => {
    demand(c.get('actor'), 'read')
    const { id, index, picture } = c.req.valid('param')
    const page = await readPage(db, id, Number(index))
    if (!page) throw notFound('page')
    const stored = await objects.read(
      { image: page.imageKey, preview: page.previewKey, thumbnail: page.thumbnailKey }[picture],
    )
    if (!stored) throw notFound('page')
    return c.body(stored.bytes, 200, {
      'Content-Type': stored.contentType,
      // A document's id is never given out twice and its pictures are written once. Private: they show personal data.
      'Cache-Control': 'private, max-age=31536000, immutable',
    })
  })
}
