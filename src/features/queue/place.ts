/** Where the list was left, by the filter it belongs to: going back from the workbench finds it so. Lasts as long as the page. */
export interface Place {
  offset: number
  activeId: string | null
}

const places = new Map<string, Place>()
/** The filters that are remembered; the oldest is forgotten first. */
const remembered = 20

export function placeOf(key: string): Place {
  return places.get(key) ?? { offset: 0, activeId: null }
}

export function rememberPlace(key: string, place: Place): void {
  places.delete(key)
  places.set(key, place)
  if (places.size > remembered) places.delete(places.keys().next().value ?? '')
}
