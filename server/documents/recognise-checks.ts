import { runChecks } from '../contract/checks/index.ts'
import { kindByName } from '../contract/documents/index.ts'
import type { Findings } from '../contract/result.ts'

/**
 * The findings with the console's own rules run over their values, whoever recognised: a reviewer must not depend on which provider checks what. A
 * provider's own checks stay beside ours, unless they are the same rule.
 */
export function withChecks(kindName: string, findings: Findings): Findings {
  const kind = kindByName(kindName)
  if (!kind) return findings
  const ours = runChecks(kind, findings.fields)
  const fields = findings.fields.map((field) => {
    const checks = ours[field.key] ?? []
    const ids = new Set(checks.map(({ id }) => id))
    return { ...field, checks: [...checks, ...field.checks.filter(({ id }) => !ids.has(id))] }
  })
  return { ...findings, fields }
}
