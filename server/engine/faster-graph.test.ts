import { readFileSync } from 'node:fs'
import { InferenceSession, Tensor } from 'onnxruntime-node'
import { describe, expect, it } from 'vitest'
import { fasterGraph } from './faster-graph.ts'
import { packagedModels } from './model-paths.ts'
import { integersOf, readOnnx } from './onnx-file.ts'

const models = packagedModels()
const countOf = (bytes: Uint8Array, ...ops: string[]) =>
  readOnnx(bytes).nodes.filter(({ op }) => ops.includes(op)).length

/** A picture of nothing in particular, the same at every run. */
function noise(length: number): Float32Array {
  let state = 12_345
  return Float32Array.from({ length }, () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31
    return state / 2 ** 30 - 1
  })
}

async function answerOf(model: Uint8Array, dims: number[]): Promise<{ data: Float32Array; dims: readonly number[] }> {
  const session = await InferenceSession.create(model, { intraOpNumThreads: 1, logSeverityLevel: 3 })
  const input = new Tensor('float32', noise(dims.reduce((all, size) => all * size)), dims)
  const { [session.outputNames[0]!]: output } = await session.run({ [session.inputNames[0]!]: input })
  await session.release()
  return { data: output!.data as Float32Array, dims: output!.dims }
}

describe('fasterGraph', () => {
  it.each([
    ['detection', [1, 3, 64, 96]],
    ['recognition', [1, 3, 48, 64]],
  ] as const)('leaves the answers of the %s model as they were', async (name, dims) => {
    const before = readFileSync(models[name])
    const after = fasterGraph(before)
    const [expected, got] = [await answerOf(before, [...dims]), await answerOf(after, [...dims])]
    expect(got.dims).toEqual(expected.dims)
    const furthest = got.data.reduce((most, value, at) => Math.max(most, Math.abs(value - expected.data[at]!)), 0)
    expect(furthest).toBeLessThan(1e-5)
    // Hard-swish, which had an operator of its own for the division, is gone from both.
    expect(countOf(before, 'Div', 'Clip')).toBeGreaterThan(45)
    expect(countOf(after, 'Div', 'Clip')).toBeLessThan(12)
  })

  it('widens the head of the detector no earlier than at its end', () => {
    const detector = readFileSync(models.detection)
    expect(countOf(detector, 'ConvTranspose')).toBe(2)
    expect(countOf(fasterGraph(detector), 'ConvTranspose')).toBe(0)
  })

  it('convolves the smaller maps of the detector before they are doubled', () => {
    const [before, after] = [readFileSync(models.detection), fasterGraph(readFileSync(models.detection))]
    const largest = (bytes: Uint8Array) => {
      const { nodes, constants } = readOnnx(bytes)
      const three = nodes.filter((node) => node.op === 'Conv' && integersOf(node, 'kernel_shape').join() === '3,3')
      return three.filter(({ inputs }) => constants.get(inputs[1]!)?.dims.join() === '24,96,3,3').length
    }
    // Two of the five were of the largest map: that of its level of the pyramid, and that of the head.
    expect([largest(before), largest(after)]).toEqual([5, 3])
    expect([countOf(before, 'DepthToSpace'), countOf(after, 'DepthToSpace')]).toEqual([0, 3])
  })

  it('says so when the file is no model', () => {
    expect(() => fasterGraph(new TextEncoder().encode('not a model'))).toThrow(RangeError)
  })
})
