import { createDocument, postFile, requestGrant } from '../../api/uploads.ts'
import { requestRecognition, type Recogniser } from '../../api/documents.ts'
import { compareRecognisers } from '../../api/recognitions.ts'
import { choicesOf, recogniserKey } from '../../ui/recogniser.ts'
import type { ProviderDescription } from '../../api/providers.ts'
import { hashFile } from '../../ui/files/hash-file.ts'
import { createIntake } from './intake-store.ts'
import { readFacts } from '../../ui/files/read-facts.ts'

let known = new Map<string, ReturnType<typeof choicesOf>[number]>()

/** Tells the intake the providers' limits and modes. */
export function setProviders(providers: readonly ProviderDescription[]): void {
  known = new Map(choicesOf(providers).map((choice) => [recogniserKey(choice.recogniser), choice]))
}

/** Recognisers that go on at a price which this person has yet to agree to, or of which nobody knows now whether they do (hold-by-price.ts). */
const held = new Set<string>()

export function holdFor(recogniser: Recogniser, holds: boolean): void {
  if (holds) held.add(recogniserKey(recogniser))
  else held.delete(recogniserKey(recogniser))
}

let count = 0

/** The page's one intake: it goes on while its operator is elsewhere in the console. */
export const intake = createIntake({
  readFacts,
  hash: hashFile,
  requestGrant,
  postFile,
  createDocument,
  requestRecognition,
  compareRecognisers,
  limitsOf: (recogniser) => known.get(recogniserKey(recogniser))?.capability.limits,
  asksFirst: (recogniser) =>
    known.get(recogniserKey(recogniser))?.mode === 'live' || held.has(recogniserKey(recogniser)),
  newId: () => `file-${(count += 1)}`,
})
