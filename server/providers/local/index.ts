import { intakeLimits } from '../../contract/intake-limits.ts'
import { kinds, type KindDefinition } from '../../contract/documents/index.ts'
import type { Capability } from '../../contract/provider.ts'
import type { Findings } from '../../contract/result.ts'
import type { Provider, RecogniseContext, UprightPage } from '../provider.ts'

export interface LocalProviderOptions {
  /** The kinds that the engine can answer (names of the vocabulary). */
  readableKinds: readonly string[]
  /** Reads every page and finds the fields of the kind. */
  read: (kind: string, pages: readonly UprightPage[], context: RecogniseContext) => Promise<Findings>
}

function capabilityOf({ kind, label }: KindDefinition): Capability {
  return { id: kind, label, kinds: [kind], parameters: [], limits: intakeLimits, asynchronous: false }
}

/** The engine that ships with the console. Its capabilities are the kinds (DESIGN.md, "Words"). */
export function createLocalProvider({ readableKinds, read }: LocalProviderOptions): Provider {
  return {
    id: 'local',
    label: { en: 'Local engine', zh: '本地引擎' },
    mode: 'local',
    capabilities: kinds.filter(({ kind }) => readableKinds.includes(kind)).map(capabilityOf),
    async recognise({ kind, pages }, context) {
      const findings = await read(kind.kind, pages, context)
      // What was read is the answer: there is no other form of it that could be kept as raw.
      return { kind: kind.kind, requestId: null, findings, raw: null }
    },
  }
}
