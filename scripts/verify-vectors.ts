import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { vectorChecks as aliyun } from '../server/providers/aliyun-viapi/vectors.ts'
import { vectorChecks as ctyun } from '../server/providers/ctyun/vectors.ts'
import { vectorChecks as huawei } from '../server/providers/huawei-ocr/vectors.ts'
import { vectorChecks as tencent } from '../server/providers/tencent-ci/vectors.ts'
import { readVectorFile, runVectors } from './vectors/run.ts'

/**
 * `npm run verify-vectors -- FILE...` checks files of golden vectors (docs/guides/verify-vectors.md) against our signers and our verifiers. Without
 * a file it takes those that ship with the console. The last line is `N passed, N failed`; the exit code is 1 when one failed.
 */
const checks = { ...aliyun, ...ctyun, ...huawei, ...tencent }

const own = [
  'aliyun-acs3',
  'aliyun-oss-post-policy',
  'aliyun-oss-presigned-get',
  'aliyun-rpc',
  'ctyun-eop',
  'ctyun-sm-envelope',
]
const shipped = [...own, 'huawei-sdk-hmac-sha256', 'tencent-cos-v5'].map((name) =>
  fileURLToPath(new URL(`../server/providers/__fixtures__/vectors/${name}.json`, import.meta.url)),
)

const given = process.argv.slice(2)
let passed = 0
let failed = 0
for (const path of given.length > 0 ? given : shipped) {
  const outcome = await readFile(path, 'utf8').then(
    (text) => readVectorFile(text),
    (error: unknown) => `cannot be read: ${(error as NodeJS.ErrnoException).code ?? 'unknown reason'}`,
  )
  if (typeof outcome === 'string') {
    failed += 1
    process.stdout.write(`${path}: ${outcome}\n`)
    continue
  }
  const results = runVectors(outcome, checks)
  const wrong = results.filter(({ mismatches }) => mismatches.length > 0)
  passed += results.length - wrong.length
  failed += wrong.length
  process.stdout.write(`${outcome.protocol}: ${results.length - wrong.length} of ${results.length}\n`)
  for (const { name, mismatches } of wrong) process.stdout.write(`  ${name}: ${mismatches.join('; ')}\n`)
}
process.stdout.write(`${passed} passed, ${failed} failed\n`)
process.exitCode = failed > 0 ? 1 : 0
