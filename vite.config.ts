import { fileURLToPath } from 'node:url'
import { tanstackRouter } from '@tanstack/router-plugin/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { bundleBudgets } from './scripts/bundle-budgets.ts'

const serverOrigin = `http://127.0.0.1:${process.env['PORT'] ?? '8787'}`

export default defineConfig({
  plugins: [
    tanstackRouter({ target: 'react', autoCodeSplitting: true, quoteStyle: 'single', semicolons: false }),
    react(),
    bundleBudgets(),
  ],
  resolve: {
    // Node reads the same alias from package.json "imports"; Vite needs it said once more because of the .ts endings.
    alias: [
      { find: /^#contract\/(.*)$/, replacement: `${fileURLToPath(new URL('server/contract/', import.meta.url))}$1.ts` },
    ],
  },
  worker: { format: 'es' },
  build: { target: 'es2023', sourcemap: false, manifest: true },
  server: {
    host: '127.0.0.1',
    port: 5173,
    strictPort: true,
    proxy: Object.fromEntries(
      ['/api', '/objects', '/sign-in', '/healthz', '/readyz'].map((path) => [path, { target: serverOrigin }]),
    ),
  },
})
