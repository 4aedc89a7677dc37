import type { Label } from '../provider.ts'

/** The value types of canonical/documents.json; every value is a string in the form named here. */
export type FieldType = 'text' | 'date' | 'month' | 'money' | 'number' | 'time' | 'datetime' | 'enum' | 'boolean'

export interface FieldDefinition {
  key: string
  label: Label
  type: FieldType
  /** For `enum`: every value it may take. */
  values?: readonly string[]
  /** Texts that stand in place of a value of the type, e.g. 长期 (no expiry) for a date. */
  alternatives?: readonly string[]
  /** The field may occur several times. */
  many?: boolean
  /** The id of the check that a value must satisfy. */
  check?: string
  /** Documents of the kind may lack it: empty is then no reason for a flag. */
  optional?: boolean
}

/** One sort of document: its vocabulary, what else a reading of it holds, and the rules between its fields. */
export interface KindDefinition {
  kind: string
  label: Label
  /** What a result consists of beside fields. */
  output: readonly ('lines' | 'tables' | 'html' | 'frames')[]
  /** Ids of the checks between fields. */
  cross: readonly string[]
  /** Regions that a reading may report. */
  regions: readonly string[]
  fields: readonly FieldDefinition[]
}

export function defineKind(
  definition: Pick<KindDefinition, 'kind' | 'label' | 'fields'> & Partial<KindDefinition>,
): KindDefinition {
  return { output: [], cross: [], regions: [], ...definition }
}
