import { createTheme, localStorageColorSchemeManager, type VariantColorsResolver } from '@mantine/core'

/**
 * Our tokens stand for Mantine's palette: a `color` names a token (accent by default), and light and dark differ in the tokens alone.
 * Nothing is written into a <style> element, which the console's Content-Security-Policy forbids.
 */
const variantColorResolver: VariantColorsResolver = ({ color, variant }) => {
  const tone = color === 'red' ? 'danger' : color === 'gray' ? 'neutral' : 'accent'
  const strong = tone === 'neutral' ? 'var(--fp-text)' : `var(--fp-${tone})`
  const soft = tone === 'neutral' ? 'var(--fp-surface-hover)' : `var(--fp-${tone}-soft)`
  switch (variant) {
    case 'filled':
      return {
        background: strong,
        hover: tone === 'accent' ? 'var(--fp-accent-hover)' : `color-mix(in srgb, ${strong} 88%, var(--fp-text))`,
        color: tone === 'accent' ? 'var(--fp-on-accent)' : 'var(--fp-surface)',
        border: '1px solid transparent',
      }
    case 'light':
      return { background: soft, hover: soft, color: strong, border: '1px solid transparent' }
    case 'outline':
      return { background: 'transparent', hover: soft, color: strong, border: `1px solid ${strong}` }
    case 'subtle':
    case 'transparent':
      return { background: 'transparent', hover: soft, color: strong, border: '1px solid transparent' }
    default:
      return {
        background: 'var(--fp-surface)',
        hover: 'var(--fp-surface-hover)',
        color: 'var(--fp-text)',
        border: '1px solid var(--fp-border-strong)',
      }
  }
}

export const theme = createTheme({
  primaryColor: 'teal',
  fontFamily: 'var(--fp-font)',
  fontFamilyMonospace: 'var(--fp-font-mono)',
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  variantColorResolver,
  components: {
    Checkbox: { defaultProps: { color: 'var(--fp-accent)', iconColor: 'var(--fp-on-accent)' } },
    Radio: { defaultProps: { color: 'var(--fp-accent)', iconColor: 'var(--fp-on-accent)' } },
    Button: { defaultProps: { size: 'sm' } },
    Tooltip: { defaultProps: { openDelay: 400, withArrow: true, events: { hover: true, focus: true, touch: false } } },
    // The focus goes to the first item: the placeholder for it is no item, and nothing else may stand in a menu (ARIA, "menu").
    Menu: {
      defaultProps: {
        shadow: 'md',
        withinPortal: true,
        position: 'bottom-end',
        withInitialFocusPlaceholder: false,
      },
    },
    // The window never scrolls (every page scrolls inside the frame), and the lock would write a <style> element.
    Modal: { defaultProps: { centered: true, lockScroll: false, overlayProps: { backgroundOpacity: 0.45 } } },
  },
})

/** Where the chosen scheme is kept; public/colour-scheme.js reads the same key before the first paint. */
export const colourSchemeManager = localStorageColorSchemeManager({ key: 'fieldproof.colour-scheme' })
