import type { ConfidenceLevel } from '../model/histogram.ts'
import type { BoxSource } from '#contract/result'

/** The colours of the page's overlay, from the tokens of src/ui/tokens.css. */
export interface Palette {
  source: Record<Exclude<BoxSource, null>, string>
  confidence: Record<ConfidenceLevel, string>
  line: string
  region: string
  focus: string
  paper: string
  ink: string
}

/**
 * Reads the tokens that are made for paper: a page is white in either scheme, so its overlay has the light scheme's colours; an
 * inverted page has the dark one's. `probe` is an element inside the stage.
 */
export function readPalette(probe: HTMLElement, inverted: boolean): Palette {
  if (matchMedia('(forced-colors: active)').matches) return blackAndWhite(inverted)
  probe.dataset['mantineColorScheme'] = inverted ? 'dark' : 'light'
  const style = getComputedStyle(probe)
  const token = (name: string) => style.getPropertyValue(`--fp-${name}`).trim()
  return {
    source: { provider: token('box-provider'), grounded: token('box-grounded'), operator: token('box-operator') },
    confidence: {
      high: token('confidence-high'),
      medium: token('confidence-medium'),
      low: token('confidence-low'),
      unknown: token('confidence-unknown'),
    },
    line: token('text-muted'),
    region: token('warning'),
    focus: token('accent'),
    paper: token('surface'),
    ink: token('text'),
  }
}

/**
 * For whoever has the system force its colours (high contrast). A page is paper whatever those are, so black on white has the most contrast there
 * is; dashes, handles, marks and numbers tell apart what colours tell apart otherwise.
 */
function blackAndWhite(inverted: boolean): Palette {
  const [ink, paper] = inverted ? ['#ffffff', '#000000'] : ['#000000', '#ffffff']
  return {
    source: { provider: ink, grounded: ink, operator: ink },
    confidence: { high: ink, medium: ink, low: ink, unknown: ink },
    line: ink,
    region: ink,
    focus: ink,
    paper,
    ink,
  }
}
