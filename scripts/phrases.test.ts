import { readdir, readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { kinds } from '../server/contract/documents/index.ts'
import { labelSchema } from '../server/contract/provider.ts'
import * as dysms from '../server/providers/aliyun-dysms/catalogue.ts'
import { capabilities as viapi } from '../server/providers/aliyun-viapi/catalogue.ts'
import * as ctyun from '../server/providers/ctyun/catalogue.ts'
import * as huawei from '../server/providers/huawei-ocr/catalogue.ts'
import * as tencent from '../server/providers/tencent-ci/catalogue.ts'
import arabic from '../src/ui/language/phrases/ar.json'

/** The English text of every label within a value. */
function labelsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  const label = labelSchema.safeParse(value)
  return label.success ? [label.data.en] : Object.values(value).flatMap(labelsIn)
}

/** `label: { en: '...'` and `code: 'provider-...'` in the source of the providers, where they are made in the middle of the work. */
async function written(pattern: RegExp): Promise<string[]> {
  const found: string[] = []
  const files = (await readdir('server/providers', { recursive: true })).filter((file) => file.endsWith('.ts'))
  for (const file of files) {
    if (/testing|\.test\.ts$/u.test(file)) continue
    const source = await readFile(`server/providers/${file}`, 'utf8')
    for (const [, text] of source.matchAll(pattern)) found.push(text!)
  }
  return found
}

const missingFrom = (phrases: object, wanted: Iterable<string>) =>
  [...new Set(wanted)].filter((each) => !(each in phrases))

describe('in Arabic, which the clouds’ documents do not have', () => {
  const { labels, problems } = arabic

  it.each([
    ['kind and field', kinds],
    ['operation and parameter', [dysms.capability, viapi, ctyun, huawei, tencent]],
  ])('every %s has a name', (_what, labelled) => {
    const wanted = labelsIn(labelled)
    expect(wanted.length).toBeGreaterThan(30)
    expect(missingFrom(labels, wanted)).toEqual([])
  })

  it('every sample has a name and a note', async () => {
    expect(missingFrom(labels, labelsIn(JSON.parse(await readFile('public/samples/index.json', 'utf8'))))).toEqual([])
  })

  it('every provider and every step of a signature has a name', async () => {
    const wanted = await written(/\blabel(?:: Label)?[:=]? ?=? \{ en: '([^']+)'/gu)
    expect(wanted).toContain('String to sign')
    expect(missingFrom(labels, wanted)).toEqual([])
  })

  it('every failure of a provider is explained', async () => {
    const codes = await written(/'((?:provider|image-url)-[a-z]+(?:-[a-z]+)*)'/gu)
    expect(codes).toContain('provider-rate-limited')
    // A provider that there is not, or that has too much to do, is our own matter: the shell's catalogue says so.
    const ours = ['provider-unknown', 'provider-busy']
    expect(missingFrom(problems, codes).filter((code) => !ours.includes(code))).toEqual([])
  })

  it('no name is left as it was but what is a name everywhere', () => {
    const same = Object.entries(labels).filter(([english, text]) => english === text && !/^[A-Z\d\s./]+$/u.test(text))
    expect(same.map(([english]) => english)).toEqual([
      'Alibaba Cloud viapi',
      'CTyun OCR',
      'Huawei / G42 OCR',
      'Tencent Cloud Infinite',
    ])
  })
})
