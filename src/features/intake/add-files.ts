import type { QueryClient } from '@tanstack/react-query'
import type { Recogniser } from '../../api/documents.ts'
import { ProblemError } from '../../api/problem-error.ts'
import { providersQuery } from '../../api/providers.ts'
import { fetchSample, type Sample } from '../../api/samples.ts'
import { intake, setProviders } from './instance.ts'

/** Hands files to the intake, once the providers' limits are there to check them against. */
export async function addFiles(
  client: QueryClient,
  files: readonly File[],
  recogniser: Recogniser | null,
): Promise<void> {
  if (files.length === 0) return
  const providers = await client.ensureQueryData(providersQuery)
  setProviders(providers)
  const first = providers[0]
  const capability = first?.capabilities[0]
  const chosen = recogniser ?? (first && capability ? { provider: first.id, capability: capability.id } : null)
  if (chosen) intake.add(files, chosen)
}

/** Samples are read by the first provider that knows their kind: the local engine, which costs nothing. */
export async function addSamples(client: QueryClient, samples: readonly Sample[]): Promise<void> {
  const providers = await client.ensureQueryData(providersQuery)
  for (const sample of samples) {
    const file = await fetchSample(sample)
    const provider = providers.find(({ capabilities }) => capabilities.some(({ kinds }) => kinds.includes(sample.kind)))
    const capability = provider?.capabilities.find(({ kinds }) => kinds[0] === sample.kind)
    await addFiles(client, [file], provider && capability ? { provider: provider.id, capability: capability.id } : null)
  }
}

/** Opens the browser's choice of files or of a folder with everything in it. */
export function chooseFiles(what: 'files' | 'folder', onChosen: (files: File[]) => void): void {
  const input = document.createElement('input')
  input.type = 'file'
  input.multiple = true
  input.webkitdirectory = what === 'folder'
  input.addEventListener('change', () => onChosen([...(input.files ?? [])]))
  input.click()
}

/**
 * The pictures on the clipboard.
 * @throws {ProblemError} `clipboard-refused` when the browser or the operator does not allow it.
 */
export async function clipboardFiles(): Promise<File[]> {
  let items: ClipboardItems
  try {
    items = await navigator.clipboard.read()
  } catch (error) {
    throw new ProblemError(
      {
        type: 'about:blank',
        title: 'The clipboard cannot be read',
        status: 0,
        code: 'clipboard-refused',
        retryable: true,
        whoseFault: 'caller',
      },
      undefined,
      { cause: error },
    )
  }
  const files: File[] = []
  for (const item of items) {
    const type = item.types.find((each) => each.startsWith('image/'))
    if (type) files.push(new File([await item.getType(type)], `clipboard.${type.slice(6)}`, { type }))
  }
  return files
}
