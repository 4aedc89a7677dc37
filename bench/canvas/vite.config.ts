import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))

/** The bench pages, built and served apart from the product: nothing of them is in its bundle. */
export default defineConfig({
  root: path('.'),
  // Wherever the built pages are put, they find their parts.
  base: './',
  plugins: [react()],
  resolve: { alias: [{ find: /^#contract\/(.*)$/, replacement: `${path('../../server/contract/')}$1.ts` }] },
  worker: { format: 'es' },
  build: {
    target: 'es2023',
    outDir: path('dist'),
    emptyOutDir: true,
    rolldownOptions: { input: ['index.html', 'canvas-loop.html', 'react-konva.html'].map(path) },
  },
  server: { host: '127.0.0.1', port: 5174 },
  preview: { host: '127.0.0.1', port: 5174 },
})
