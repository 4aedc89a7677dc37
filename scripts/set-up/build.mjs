import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { root, runPackage } from './run.mjs'

const sources = [
  'index.html',
  'vite.config.ts',
  'scripts/bundle-budgets.ts',
  'package-lock.json',
  'public',
  'server/contract',
  'src',
]
const stamp = `${root}dist/.sources`

function* filesBelow(path) {
  for (const entry of readdirSync(`${root}${path}`, { withFileTypes: true })) {
    const child = `${path}/${entry.name}`
    if (entry.isDirectory()) yield* filesBelow(child)
    else if (!/\.test\.tsx?$/.test(entry.name)) yield child
  }
}

/** A digest of everything that the built page depends on. Contents, not times: a fresh clone has new times everywhere. */
function digestOfSources() {
  const hash = createHash('sha256')
  for (const source of sources) {
    const files = existsSync(`${root}${source}`)
      ? source.includes('.')
        ? [source]
        : [...filesBelow(source)].sort((a, b) => (a < b ? -1 : 1))
      : []
    for (const file of files)
      hash
        .update(file)
        .update('\0')
        .update(readFileSync(`${root}${file}`))
  }
  return hash.digest('hex')
}

/** Builds the page into dist/ when its sources changed since the last build. Progress goes to stderr. */
export async function build() {
  const digest = digestOfSources()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return
  process.stderr.write('Building the page ...\n')
  const code = await runPackage('vite/bin/vite.js', ['build', '--logLevel', 'warn'], { output: 'stderr' })
  if (code !== 0) {
    process.stderr.write('The page could not be built; what Vite said stands above.\n')
    process.exit(code)
  }
  // The router plugin may have rewritten src/routeTree.gen.ts during the build: the digest is taken again.
  writeFileSync(stamp, digestOfSources())
}
