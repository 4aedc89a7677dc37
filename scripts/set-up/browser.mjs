import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { run, runPackage } from './run.mjs'

const usualPlaces = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

async function findChromium() {
  const named = process.env.CHROMIUM_PATH
  if (named) return existsSync(named) ? named : null
  const usual = usualPlaces.find((path) => existsSync(path))
  if (usual) return usual
  const { chromium } = await import('@playwright/test')
  const own = chromium.executablePath()
  return existsSync(own) ? own : null
}

/** True where fontconfig is absent (macOS, Windows: they bring Chinese fonts) or knows a font for Chinese. */
function hasChineseFont() {
  try {
    return execFileSync('fc-list', [':lang=zh', 'family'], { encoding: 'utf8' }).trim() !== ''
  } catch {
    return process.platform !== 'linux'
  }
}

async function installWithApt(packages) {
  if (!existsSync('/usr/bin/apt-get')) return false
  const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n']
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  const apt = async (...parameters) => {
    const [command, ...rest] = [...sudo, 'apt-get', '-qq', ...parameters]
    return (await run(command, rest, { env, output: 'stderr' })) === 0
  }
  return (await apt('update')) && (await apt('install', '-y', '--no-install-recommends', ...packages))
}

/**
 * The path of a Chromium, installed first where none is found (Debian's package, else Playwright's download), together with fonts for
 * Chinese and Arabic, without which screenshots show boxes. Returns null when neither way worked.
 */
export async function provideChromium() {
  const wanted = []
  if (!(await findChromium())) wanted.push('chromium')
  if (!hasChineseFont()) wanted.push('fonts-noto-cjk', 'fonts-noto-core')
  if (wanted.length > 0) {
    process.stderr.write(`Installing ${wanted.join(', ')} for the browser tests (once) ...\n`)
    const installed = await installWithApt(wanted)
    if (!installed && wanted.includes('chromium')) {
      await runPackage('@playwright/test/cli.js', ['install', 'chromium'], { output: 'stderr' })
    }
  }
  return findChromium()
}
