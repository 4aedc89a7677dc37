import { Sha256 } from './sha256.ts'

/** Read at a time. */
const pieceBytes = 4 * 1024 * 1024

addEventListener('message', (message: MessageEvent<{ file: Blob }>) => {
  void (async () => {
    const { file } = message.data
    try {
      const hash = new Sha256()
      for (let at = 0; at < file.size; at += pieceBytes) {
        hash.update(new Uint8Array(await file.slice(at, at + pieceBytes).arrayBuffer()))
      }
      postMessage({ sha256: hash.digest() })
    } catch {
      postMessage({ unreadable: true })
    }
  })()
})
