import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { weigh, type BuiltChunk } from './bundle-budgets.ts'

/** Code that gzip cannot make smaller. */
const code = (kilobytes: number) => randomBytes(kilobytes * 750).toString('base64')

function chunk(fileName: string, kilobytes: number, patch: Partial<BuiltChunk> = {}): BuiltChunk {
  return {
    fileName,
    code: code(kilobytes),
    isEntry: false,
    isDynamicEntry: false,
    imports: [],
    facadeModuleId: null,
    ...patch,
  }
}

const built = (ownKilobytes: number): BuiltChunk[] => [
  chunk('entry.js', 40, { isEntry: true, imports: ['react.js'] }),
  chunk('react.js', 60),
  chunk('shared.js', 200),
  chunk('list.js', 10, { isDynamicEntry: true, imports: ['react.js', 'shared.js'] }),
  chunk('workbench.js', ownKilobytes, {
    isDynamicEntry: true,
    imports: ['react.js', 'shared.js', 'konva.js'],
    facadeModuleId: '/src/editor/workbench.tsx',
  }),
  chunk('konva.js', 30),
]

describe('the budgets of the build', () => {
  it('count the entry with all that it imports, and of the workbench what nothing else loads', () => {
    const [entry, workbench] = weigh(built(50))
    expect(entry!.bytes / 1000).toBeCloseTo(76, -1)
    expect(workbench!.bytes / 1000).toBeCloseTo(61, -1)
    expect(workbench!.bytes).toBeLessThan(workbench!.atMost)
  })

  it('are outgrown by more code', () => {
    const [, workbench] = weigh(built(150))
    expect(workbench!.bytes).toBeGreaterThan(workbench!.atMost)
  })

  it('do not hold without the parts they are about', () => {
    expect(() => weigh(built(50).slice(0, 4))).toThrow("the workbench's own part")
  })
})
