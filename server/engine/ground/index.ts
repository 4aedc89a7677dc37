import type { KindDefinition } from '../../contract/documents/index.ts'
import type { Field, Findings } from '../../contract/result.ts'
import { startBreath } from './breathe.ts'
import { charactersOf, quadsOf } from './marks.ts'
import { placesOf, type Place, type Search } from './places.ts'
import { Masks } from './search.ts'
import { readDocument, type GroundPage } from './stream.ts'
import type { PatternSign } from './writings/pattern.ts'
import { writingsOf } from './writings/index.ts'

export type { GroundPage } from './stream.ts'

export interface GroundOptions {
  signal?: AbortSignal
}

/** Findings of a provider with every value placed on the page that our engine can find. Pure but for yielding to the event loop. */
export async function groundFindings(
  kind: KindDefinition,
  findings: Findings,
  pages: readonly GroundPage[],
  { signal }: GroundOptions = {},
): Promise<Findings> {
  const breath = startBreath(signal)
  const text = await readDocument(pages, breath)
  const texts = [...text.vocabulary.keys()]
  const search: Search = {
    text,
    breath,
    masks: new Masks(texts.length),
    wildId: text.vocabulary.get('*') ?? -1,
    idsOf: ({ accepts }: PatternSign) => accepts.flatMap((accepted) => text.vocabulary.get(accepted) ?? []),
    textOf: (id) => texts[id] ?? '',
  }
  const fields: Field[] = []
  for (const field of findings.fields) {
    const definition = kind.fields.find(({ key }) => key === field.key)
    if (field.value === null || field.quads.length > 0 || definition?.type === 'boolean') {
      fields.push(field)
      continue
    }
    const patterns = writingsOf(field, { definition, has: (folded) => text.vocabulary.has(folded) })
    const places = await placesOf(patterns, search)
    const place = places.find(({ likeness, cut, glyphs }) => likeness > 0.7 && cut < 0.8 && glyphs.length > 1)
    fields.push(place ? placed(field, place) : { ...field, agreement: 0 })
  }
  return { ...findings, fields }
}

function placed(field: Field, { pairs, glyphs, agreement }: Place): Field {
  return {
    ...field,
    page: glyphs[0]!.page,
    quads: quadsOf(pairs),
    boxSource: 'grounded',
    agreement,
    chars: charactersOf(pairs),
  }
}
