import { queryOptions } from '@tanstack/react-query'
import { requestJson, send } from './client.ts'

/** A sample document that ships with the console: a specimen of an invented person. */
export interface Sample {
  file: string
  kind: string
  label: { en: string; zh: string }
  note?: { en: string; zh: string }
  /** A small picture of it, for browsers that show no TIFF. */
  preview?: string
}

const folder = '/samples/'

export const samplePictureUrl = ({ file, preview = file }: Sample): string => folder + encodeURI(preview)

export const samplesQuery = queryOptions({
  queryKey: ['samples'],
  queryFn: async ({ signal }) => {
    const answer = await requestJson<Sample[] | { items: Sample[] }>(`${folder}index.json`, { signal })
    return Array.isArray(answer) ? answer : answer.items
  },
  staleTime: Infinity,
})

/** The bytes of a sample, as if they had been dropped. */
export async function fetchSample(sample: Sample): Promise<File> {
  const blob = await (await send(folder + encodeURI(sample.file))).blob()
  return new File([blob], sample.file.split('/').at(-1) ?? sample.file, { type: blob.type })
}
