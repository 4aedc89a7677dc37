import { runChecks } from '../contract/checks/index.ts'
import { kindByName, type KindDefinition } from '../contract/documents/index.ts'
import type { Field, Findings } from '../contract/result.ts'

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
  return { ...findings, fields: inOrderOf(kind, fields) }
}

/** The kind's own fields first, in its order, whatever the order of the answer; what the vocabulary does not name follows as it came. */
function inOrderOf(kind: KindDefinition, fields: readonly Field[]): Field[] {
  const places = new Map(kind.fields.map(({ key }, index) => [key, index]))
  const placeOf = ({ key }: Field) => places.get(key) ?? places.size
  return fields.toSorted((first, second) => placeOf(first) - placeOf(second))
}
