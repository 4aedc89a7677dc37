import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { InferenceSession } from 'onnxruntime-node'
import { fasterGraph } from './faster-graph.ts'

/** The recogniser's classes: class 0 is CTC's blank (an empty string), then the dictionary's signs, then a space. */
export function readDictionary(path: string): string[] {
  const signs = readFileSync(path, 'utf8').split(/\r?\n/)
  if (signs.at(-1) === '') signs.pop()
  return ['', ...signs, ' ']
}

/**
 * Opens a model, its graph made faster. Sessions of one thread each in a pool of workers serve half again as many pages as sessions of two
 * threads, and a busy neighbour disturbs them less (ENGINE.md, section 3). The detector is the exception, as nobody can help with it: its threads
 * sleep while they have nothing to do, so that they cost a full pool no more processor time.
 */
export async function openModel(path: string, threads = 1): Promise<InferenceSession> {
  return InferenceSession.create(fasterGraph(await readFile(path)), {
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    graphOptimizationLevel: 'all',
    // Lines and pages differ in size: without a memory plan for each size one worker peaked at 448 instead of 571 MB.
    enableMemPattern: false,
    logSeverityLevel: 3,
    extra: { session: { intra_op: { allow_spinning: '0' } } },
  })
}
