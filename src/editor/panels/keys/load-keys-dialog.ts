/** The sheet of keys arrives after the workbench, which does not wait for it. */
export async function loadKeysDialog() {
  const { KeysDialog } = await import('./keys-dialog.tsx')
  return { default: KeysDialog }
}

/** Fetches the sheet while nothing else is to be done, so that it is there when `?` is pressed, also without a connection. */
export function prefetchKeysDialog(): void {
  const fetchIt = () => void loadKeysDialog().catch(() => {})
  if ('requestIdleCallback' in window) requestIdleCallback(fetchIt)
  else setTimeout(fetchIt, 2000)
}
