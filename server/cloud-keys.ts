import { readFileSync, statSync } from 'node:fs'
import { parseEnv } from 'node:util'
import { ProblemError } from './contract/problem.ts'

/** A value of the environment that cannot be used. The sentence names the variable, never a value. */
export function unusable(name: string, sentence: string): ProblemError {
  return new ProblemError({
    title: `${name} cannot be used`,
    status: 500,
    code: 'setting-unusable',
    detail: `${name} ${sentence}`,
    parameters: { name },
    retryable: false,
    whoseFault: 'configuration',
  })
}

/**
 * The variables of a file of `NAME=value` lines, for keys that shall not stand in the environment of a process. Only its owner may read it, as
 * ssh demands of a private key.
 * @throws {ProblemError} `setting-unusable` where there is none, it is readable by others, or is no file
 */
export function readKeysFile(path: string): Record<string, string> {
  let mode: number
  let text: string
  try {
    const facts = statSync(path)
    if (!facts.isFile()) throw unusable('CLOUD_KEYS_FILE', 'must name a file.')
    mode = facts.mode
    text = readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof ProblemError) throw error
    throw unusable('CLOUD_KEYS_FILE', 'names a file that cannot be read.')
  }
  // Windows has no such bits; its files are kept by access lists.
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
    throw unusable('CLOUD_KEYS_FILE', 'names a file that others may read or write: chmod 600 it.')
  }
  const values: Record<string, string> = {}
  for (const [name, value] of Object.entries(parseEnv(text))) if (value) values[name] = value
  return values
}
