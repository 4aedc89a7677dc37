import { readFileSync } from 'node:fs'
import { InferenceSession } from 'onnxruntime-node'

/** The recogniser's classes: class 0 is CTC's blank (an empty string), then the dictionary's signs, then a space. */
export function readDictionary(path: string): string[] {
  const signs = readFileSync(path, 'utf8').split(/\r?\n/)
  if (signs.at(-1) === '') signs.pop()
  return ['', ...signs, ' ']
}

/**
 * Opens a model for one thread. Sessions of one thread each in a pool of workers serve half again as many pages as sessions of two
 * threads, and a busy neighbour disturbs them less (ENGINE.md, section 3).
 */
export function openModel(path: string): Promise<InferenceSession> {
  return InferenceSession.create(path, {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    graphOptimizationLevel: 'all',
    // Lines and pages differ in size: without a memory plan for each size one worker peaked at 448 instead of 571 MB.
    enableMemPattern: false,
    logSeverityLevel: 3,
  })
}
