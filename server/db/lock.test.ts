import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { takeLock } from './lock.ts'

let directory: string
let path: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'fieldproof-lock-'))
  path = join(directory, 'pglite.lock')
})
afterEach(() => rmSync(directory, { recursive: true }))

test('a second one is refused and told who holds it; after release it gets in', () => {
  const release = takeLock(path)
  expect(() => takeLock(path)).toThrow(new RegExp(`process ${process.pid}\\b.*data directory`))
  release()
  takeLock(path)()
  expect(readdirSync(directory)).toEqual([])
})

test('a lock whose process was killed is taken over', async () => {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
  await once(child, 'spawn')
  writeFileSync(path, `${child.pid} `)
  expect(() => takeLock(path)).toThrow(`process ${child.pid}`)
  child.kill('SIGKILL')
  await once(child, 'exit')
  takeLock(path)()
})

test.skipIf(!existsSync('/proc/self/stat'))(
  'a process that was given the number of the dead holder is not taken for it',
  () => {
    for (const pid of [process.ppid, process.pid]) {
      writeFileSync(path, `${pid} 1`)
      takeLock(path)()
      expect(readdirSync(directory)).toEqual([])
    }
  },
)

test.each(['', 'nonsense', '-1 5', '0 '])('a lock that says %j is none', (content) => {
  writeFileSync(path, content)
  takeLock(path)()
  expect(readdirSync(directory)).toEqual([])
})
