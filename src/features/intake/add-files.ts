import type { QueryClient } from '@tanstack/react-query'
import type { Recogniser } from '../../api/documents.ts'
import { pageProblem } from '../../api/problem-error.ts'
import { priceQuery } from '../../api/prices.ts'
import { providersQuery } from '../../api/providers.ts'
import { fetchSample, type Sample } from '../../api/samples.ts'
import { choicesOf } from '../../ui/recogniser.ts'
import { readCompanions } from './compare-with.ts'
import { holdFor, intake, setProviders } from './instance.ts'

/**
 * Hands files to the intake, once the providers' limits are there to check them against.
 * @throws {ProblemError} `no-recogniser` when there is none at all
 */
export async function addFiles(
  client: QueryClient,
  files: readonly File[],
  recogniser: Recogniser | null,
): Promise<void> {
  if (files.length === 0) return
  const providers = await client.fetchQuery(providersQuery)
  setProviders(providers)
  const choices = choicesOf(providers)
  const chosen = recogniser ?? choices.find(({ unfit }) => unfit === undefined)?.recogniser
  if (!chosen) throw pageProblem('no-recogniser', 'No recogniser is set up')
  const others = readCompanions(choices, chosen)
  const mode = new Map(providers.map(({ id, mode }) => [id, mode]))
  const clouds = [chosen, ...others].filter(({ provider }) => mode.get(provider) !== 'local')
  await Promise.all(
    clouds.map(async (recogniser) => {
      const { provider, capability } = recogniser
      const asked = priceQuery({ provider, capability, calls: files.length })
      // A price that cannot be had now holds nothing back: the server blocks by the policy, but does not ask for a warning to be seen.
      const price = await client.fetchQuery({ ...asked, staleTime: 0 }).catch(() => null)
      holdFor(recogniser, price !== null && price.unseenWarning !== null)
    }),
  )
  intake.add(files, chosen, others)
}

/** A sample is read by the first provider that knows its kind: the local engine, which costs nothing. */
export async function addSample(client: QueryClient, sample: Sample): Promise<void> {
  const choices = choicesOf(await client.fetchQuery(providersQuery))
  const fitting = choices.find(({ kind, unfit }) => kind === sample.kind && unfit === undefined)
  await addFiles(client, [await fetchSample(sample)], fitting?.recogniser ?? null)
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
    throw pageProblem('clipboard-refused', 'The clipboard cannot be read', error)
  }
  const files: File[] = []
  for (const item of items) {
    const type = item.types.find((each) => each.startsWith('image/'))
    if (type) files.push(new File([await item.getType(type)], `clipboard.${type.slice(6)}`, { type }))
  }
  return files
}
