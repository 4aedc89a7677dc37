// The chosen colour scheme, else the system's, before the first paint. The key is Mantine's own (src/ui/theme.ts).
;(function () {
  let chosen = null
  try {
    chosen = localStorage.getItem('fieldproof.colour-scheme')
  } catch {
    // No storage: follow the system.
  }
  const dark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light')
})()
