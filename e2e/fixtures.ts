import { test as base, expect } from '@playwright/test'
import { ServerProcess } from './server-process.ts'

/**
 * `server` is a fresh server for each test; `signedInPage` a page whose session is its operator's. Every request that leaves the
 * server's origin fails the test: the console promises that its page asks nobody else.
 */
export const test = base.extend<{ server: ServerProcess; strayRequests: string[] }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixture's needs from the pattern
  server: async ({}, use) => {
    const server = await ServerProcess.start()
    await use(server)
    await server.dispose()
  },
  strayRequests: [
    async ({ context }, use) => {
      // Watched, not routed: a context with a route has no cache, and each request asks the test's process. Chromium resolves no other host
      // (playwright.config.ts), so that nothing is sent.
      const stray: string[] = []
      context.on('request', (request) => {
        const { protocol, hostname } = new URL(request.url())
        if (protocol.startsWith('http') && hostname !== '127.0.0.1') stray.push(request.url())
      })
      await use(stray)
      expect(stray, 'requests to other hosts').toEqual([])
    },
    { auto: true },
  ],
  page: async ({ page, server }, use) => {
    const errors: string[] = []
    page.on('pageerror', (error) => errors.push(String(error)))
    page.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) errors.push(message.text())
    })
    await page.goto(server.signInUrl)
    await use(page)
    expect(errors, 'uncaught errors and broken policies in the page').toEqual([])
  },
})

export { expect }
