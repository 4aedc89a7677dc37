import './ui/mantine-styles.ts'
import { DirectionProvider, MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { createRouter, RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { listenToClient } from './api/client.ts'
import { createQueryClient } from './api/query-client.ts'
import { routeTree } from './routeTree.gen.ts'
import { FollowLanguage } from './ui/follow-language.tsx'
import { startLanguage } from './ui/language/index.ts'
import { PageFailure } from './ui/page-failure.tsx'
import { parseSearch, stringifySearch } from './ui/search-parameters.ts'
import { colourSchemeManager, theme } from './ui/theme.ts'

const queryClient = createQueryClient()

const router = createRouter({
  routeTree,
  context: { queryClient },
  parseSearch,
  stringifySearch,
  defaultPreload: 'intent',
  defaultErrorComponent: PageFailure,
  // Lists and workbench keep their own place; the window itself does not scroll.
  scrollRestoration: false,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}

listenToClient({
  signedOut: () => {
    if (location.pathname === '/signed-out') return
    queryClient.clear()
    void router.navigate({ to: '/signed-out', replace: true })
  },
})

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')

await startLanguage()
createRoot(root).render(
  <StrictMode>
    <MantineProvider
      theme={theme}
      colorSchemeManager={colourSchemeManager}
      defaultColorScheme="auto"
      // Both would write <style> elements; src/ui/base.css and tokens.css say the same under a strict Content-Security-Policy.
      withCssVariables={false}
      withGlobalClasses={false}
    >
      <DirectionProvider initialDirection="ltr" detectDirection>
        <FollowLanguage>
          <QueryClientProvider client={queryClient}>
            <RouterProvider router={router} />
          </QueryClientProvider>
        </FollowLanguage>
      </DirectionProvider>
    </MantineProvider>
  </StrictMode>,
)
