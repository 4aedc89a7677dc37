import { beforeEach, describe, expect, test } from 'vitest'
import { fakeEngine } from '../../aliyun-signature/gateway/testing.ts'
import { createBench, parse, refusalOf, settle, type Bench } from './testing/bench.ts'
import { requiredParameters } from './testing/parameters.ts'
import { fullReadings } from './testing/readings.ts'

let bench: Bench
beforeEach(() => {
  bench = createBench()
})

describe('jobs', () => {
  const order = async () =>
    parse(
      await bench.call('TrimDocument', { FileURL: bench.store('TrimDocument'), ...requiredParameters('TrimDocument') }),
    )
  const ask = async (JobId: unknown) =>
    parse(await bench.call('GetAsyncJobResult', { JobId: JobId as string })).Data as Record<string, string>

  test('wait, work and end, under the id of the order', async () => {
    let finish = () => undefined as void
    const { engine } = fakeEngine(fullReadings)
    const working = new Promise<void>((resolve) => (finish = resolve))
    bench = createBench({ ...engine, read: async (...given) => working.then(() => engine.read(...given)) })
    const ordered = await order()
    expect(Object.keys(ordered)).toEqual(['RequestId'])
    expect(await ask(ordered.RequestId)).toEqual({ Status: 'QUEUING', JobId: ordered.RequestId })
    bench.waits[0]!()
    await settle()
    expect(await ask(ordered.RequestId)).toEqual({ Status: 'PROCESSING', JobId: ordered.RequestId })
    finish()
    await settle()
    expect(await ask(ordered.RequestId)).toEqual({
      Status: 'PROCESS_SUCCESS',
      Result: JSON.stringify({ Content: '<h2>标题</h2><h2>标题</h2>' }),
      JobId: ordered.RequestId,
    })
    bench.later(31 * 60_000)
    expect(await refusalOf(bench.call('GetAsyncJobResult', { JobId: ordered.RequestId as string }))).toEqual([
      400,
      'InvalidParameter',
    ])
  })

  test('fail with a code of their own', async () => {
    const { RequestId } = parse(
      await bench.call('TrimDocument', { FileURL: bench.link('files/nothing'), ...requiredParameters('TrimDocument') }),
    )
    bench.waits[0]!()
    await settle()
    expect(await ask(RequestId)).toMatchObject({ Status: 'PROCESS_FAILED', ErrorCode: 'InvalidImage.Download' })
  })

  test('nobody ordered', async () => {
    expect(await refusalOf(bench.call('GetAsyncJobResult', { JobId: 'nothing' }))).toEqual([400, 'InvalidParameter'])
    expect(await refusalOf(bench.call('GetAsyncJobResult', {}))).toEqual([400, 'InvalidParameter'])
  })
})
