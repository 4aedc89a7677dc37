/** Pixels of one page, upright, four bytes each (RGBA). */
export interface RawPage {
  width: number
  height: number
  data: Uint8Array<ArrayBuffer>
  /** Looks as a photograph does: JPEG serves it better than PNG. */
  photographic: boolean
  /** Nothing at all is on it. */
  blank?: boolean
}
