import type { QueryClient } from '@tanstack/react-query'
import type { Recogniser } from '../../api/documents.ts'
import { pageProblem } from '../../api/problem-error.ts'
import { providersQuery } from '../../api/providers.ts'
import { fetchSample, type Sample } from '../../api/samples.ts'
import { choicesOf } from '../../ui/recogniser.ts'
import { readCompanions } from './compare-with.ts'
import { holdByPrice } from './hold-by-price.ts'
import { intake, setProviders } from './instance.ts'

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
  await holdByPrice(client, [chosen, ...others], files.length)
  intake.add(files, chosen, others)
}

/** Files that were not sent yet go to another recogniser, by the same rules. */
export async function redirectFiles(
  client: QueryClient,
  recogniser: Recogniser,
  others: readonly Recogniser[],
): Promise<void> {
  const { counts } = intake.store.getState()
  const files = counts.checking + counts.held + counts.ready + counts.waiting
  if (files > 0) await holdByPrice(client, [recogniser, ...others], files)
  intake.changeRecogniser(recogniser, others)
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
