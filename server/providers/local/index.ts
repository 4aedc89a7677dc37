import { intakeLimits } from '../../contract/intake-limits.ts'
import { kinds, type KindDefinition } from '../../contract/documents/index.ts'
import type { Format } from '../../contract/limits.ts'
import type { Capability } from '../../contract/provider.ts'
import type { Findings } from '../../contract/result.ts'
import { ProviderError, type Provider, type RecogniseContext, type UprightPage } from '../provider.ts'
import { withinPages } from './within-pages.ts'

export interface LocalProviderOptions {
  /** The kinds that the engine can answer (names of the vocabulary). */
  readableKinds: readonly string[]
  /** Reads every page and finds the fields of the kind. */
  read: (kind: string, pages: readonly UprightPage[], context: ReadContext) => Promise<Findings>
  /** Reads the text of a video's frames; absent = no kind with frames is offered. */
  readVideo?: (file: Uint8Array, context: ReadContext) => Promise<Findings>
}

type ReadContext = Pick<RecogniseContext, 'signal' | 'onProgress'>

const videoFormats: readonly Format[] = ['avi', 'mp4']

function capabilityOf({ kind, label, output }: KindDefinition): Capability {
  const ofVideo = output.includes('frames')
  const formats = intakeLimits.formats.filter((format) => videoFormats.includes(format) === ofVideo)
  return { id: kind, label, kinds: [kind], parameters: [], limits: { ...intakeLimits, formats }, asynchronous: false }
}

const label = { en: 'Local engine', zh: '本地引擎' }

/** The engine that ships with the console. Its capabilities are the kinds (DESIGN.md, "Words"). */
export function createLocalProvider({ readableKinds, read, readVideo }: LocalProviderOptions): Provider {
  const isReadable = ({ kind, output }: KindDefinition) =>
    output.includes('frames') ? readVideo !== undefined : readableKinds.includes(kind)
  const capabilities = kinds.filter(isReadable).map(capabilityOf)
  return {
    id: 'local',
    label,
    mode: 'local',
    capabilities,
    status: () => ({
      id: 'local',
      label,
      mode: 'local',
      ready: true,
      endpoints: [],
      keyEnding: null,
      circuit: null,
      lastCall: null,
      settings: [],
    }),
    // It runs in this process: nothing lies between.
    probe: async () => ({ ok: true, checked: 'nothing', durationMs: 0 }),
    async recognise({ capability, kind, pages, file }, context) {
      const offered = capabilities.find(({ id }) => id === capability.id)
      if (!offered?.kinds.includes(kind.kind)) throw notOffered(capability.id, kind.kind)
      context.signal.throwIfAborted()
      const ofVideo = readVideo !== undefined && kind.output.includes('frames')
      const found = ofVideo ? await readVideo(await file.read(), context) : await read(kind.kind, pages, context)
      const findings = withinPages(found, pages)
      context.signal.throwIfAborted()
      // What was read is the answer: there is no other form of it that could be kept as raw.
      return { kind: kind.kind, requestId: null, findings, raw: null }
    },
  }
}

function notOffered(capability: string, kind: string): ProviderError {
  return new ProviderError({
    provider: 'local',
    code: 'capability-unknown',
    status: 422,
    title: 'The local engine does not read this kind of document',
    parameters: { capability, kind },
    retryable: false,
    whoseFault: 'caller',
  })
}
