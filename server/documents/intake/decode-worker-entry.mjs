// Node 20 does not hand the loader that `--import tsx` registers on to worker threads, so each of them registers it itself.
import { register } from 'tsx/esm/api'

register()
await import('./decode-worker.ts')
