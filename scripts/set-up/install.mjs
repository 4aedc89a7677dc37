import { existsSync, readFileSync } from 'node:fs'
import { root, run } from './run.mjs'

/** Stops with one sentence where Node is too old for the pinned packages (package.json "engines"). */
export function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  process.stderr.write(`Fieldproof needs Node 20.19 or newer; this is ${process.versions.node}.\n`)
  process.exit(1)
}

/** True when node_modules holds exactly what package-lock.json says (optional packages of other platforms aside). */
function isInstalled() {
  const installedFile = `${root}node_modules/.package-lock.json`
  if (!existsSync(installedFile)) return false
  const wanted = JSON.parse(readFileSync(`${root}package-lock.json`, 'utf8')).packages
  const installed = JSON.parse(readFileSync(installedFile, 'utf8')).packages
  return Object.entries(wanted).every(
    ([path, { version, optional }]) => path === '' || optional || installed[path]?.version === version,
  )
}

/** Installs the pinned packages when they are not there yet. Progress goes to stderr. */
export async function install() {
  if (isInstalled()) return
  process.stderr.write('Installing packages (once; about a minute) ...\n')
  const npm = process.env.npm_execpath
  const parameters = ['ci', '--no-audit', '--no-fund', '--loglevel=error']
  const code = npm
    ? await run(process.execPath, [npm, ...parameters], { output: 'stderr' })
    : await run('npm', parameters, { output: 'stderr' })
  if (code !== 0) {
    process.stderr.write(
      'npm could not install the packages; what it said stands above. Check the connection to the registry and try again.\n',
    )
    process.exit(code)
  }
}
