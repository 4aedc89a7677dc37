import type { Findings } from '../../contract/result.ts'

/**
 * The engine's findings as this provider answers them: the place was found by us and not reported by the provider, the confidence is the
 * engine's, and nothing of it stands in the provider's answer.
 */
export function readByEngine(findings: Findings): Findings {
  return {
    ...findings,
    fields: findings.fields.map((field) => ({
      ...field,
      native: { path: '', value: field.native.value ?? field.value },
      boxSource: field.quads.length > 0 ? 'grounded' : null,
      confidenceSource: field.confidence === null ? null : 'engine',
    })),
  }
}
