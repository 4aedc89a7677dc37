import { create } from 'zustand'
import type { Recogniser } from '../../api/documents.ts'
import { readPreference, writePreference } from '../../ui/preferences.ts'
import { recogniserKey, type RecogniserChoice } from '../../ui/recogniser.ts'

const separator = '\n'

const useStored = create<{ keys: readonly string[] }>(() => ({
  keys: (readPreference('compare-with') ?? '').split(separator).filter((key) => key !== ''),
}))

/** Recognisers that can read what comes in beside the one that is chosen: those of the same kind. */
export function companionsOf(choices: readonly RecogniserChoice[], chosen: Recogniser | null): RecogniserChoice[] {
  const own = chosen && choices.find(({ recogniser }) => recogniserKey(recogniser) === recogniserKey(chosen))
  if (!own) return []
  return choices.filter((choice) => choice !== own && choice.kind === own.kind && choice.unfit === undefined)
}

/** Of these, the ones that are chosen on this device to read along. */
export function chosenCompanions(companions: readonly RecogniserChoice[], keys: readonly string[]): Recogniser[] {
  return companions.flatMap(({ recogniser }) => (keys.includes(recogniserKey(recogniser)) ? [recogniser] : []))
}

/** The recognisers that read along with one, from outside of React. */
export function readCompanions(choices: readonly RecogniserChoice[], chosen: Recogniser): Recogniser[] {
  return chosenCompanions(companionsOf(choices, chosen), useStored.getState().keys)
}

export function useCompanionKeys(): readonly string[] {
  return useStored((state) => state.keys)
}

export function chooseCompanion(key: string, chosen: boolean): void {
  const others = useStored.getState().keys.filter((each) => each !== key)
  const keys = chosen ? [...others, key] : others
  writePreference('compare-with', keys.join(separator))
  useStored.setState({ keys })
}
