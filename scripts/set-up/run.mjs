import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** The repository's root, so that every command works from any folder. */
export const root = fileURLToPath(new URL('../../', import.meta.url))

/**
 * Runs a program with the caller's terminal and resolves to its exit code; a program that cannot be started counts as 127.
 * `output: 'stderr'` keeps stdout free for the one line that `npm start` prints.
 */
export function run(command, parameters, { env = {}, output = 'inherit' } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, parameters, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', output === 'stderr' ? process.stderr : 'inherit', 'inherit'],
    })
    child.on('error', () => resolve(127))
    child.on('exit', (code, signal) => resolve(signal ? 1 : (code ?? 1)))
  })
}

/** Runs a script of a package in node_modules by its path: no shell, no PATH, the same on every platform. */
export function runPackage(path, parameters, options) {
  return run(process.execPath, [`${root}node_modules/${path}`, ...parameters], options)
}
