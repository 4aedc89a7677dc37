import { createContext, useContext, useMemo } from 'react'
import { useStore } from 'zustand'
import { createStore, type StoreApi } from 'zustand/vanilla'

interface Lit {
  /** Under the pointer, in a list, on the page or in the raw answer. */
  hovered: string | null
  chosen: string | null
  /** Where it was chosen: the other two follow, and what was clicked stays where it is. */
  from: 'list' | 'page' | 'raw'
}

export interface Highlight {
  store: StoreApi<Lit>
  hover: (id: string | null) => void
  choose: (id: string | null, from: Lit['from']) => void
}

/** Which mark is lit; outside of React, so that a moving pointer draws only what it touches. */
export function createHighlight(): Highlight {
  const store = createStore<Lit>(() => ({ hovered: null, chosen: null, from: 'list' }))
  return {
    store,
    hover: (hovered) => {
      if (store.getState().hovered !== hovered) store.setState({ hovered })
    },
    choose: (chosen, from) => store.setState({ chosen, from }),
  }
}

const Context = createContext<Highlight | null>(null)
export const HighlightProvider = Context.Provider

export function useHighlight(): Highlight {
  const highlight = useContext(Context)
  if (!highlight) throw new Error('no HighlightProvider')
  return highlight
}

export type LitState = 'chosen' | 'hovered' | undefined

/** How one mark is lit. */
export function useLit(id: string | null): LitState {
  return useStore(useHighlight().store, ({ hovered, chosen }) =>
    id === null ? undefined : chosen === id ? 'chosen' : hovered === id ? 'hovered' : undefined,
  )
}

/** What makes an element light its mark: under the pointer, in focus, and for good by a click. */
export function useLighting(id: string, from: Lit['from']) {
  const highlight = useHighlight()
  return useMemo(
    () => ({
      onPointerEnter: () => highlight.hover(id),
      onPointerLeave: () => highlight.hover(null),
      onFocus: () => highlight.hover(id),
      onBlur: () => highlight.hover(null),
      onClick: () => highlight.choose(id, from),
    }),
    [highlight, id, from],
  )
}
