import { register } from 'tsx/esm/api'

// pdf.js is loaded before the loader for TypeScript is in place, which would take a second to look through its two megabytes.
await import('pdfjs-dist/legacy/build/pdf.mjs')
await import('pdfjs-dist/legacy/build/pdf.worker.mjs')

// Node 20 does not hand the loader that `--import tsx` registers on to worker threads, so each of them registers it itself.
register()
await import('./decode-worker.ts')
