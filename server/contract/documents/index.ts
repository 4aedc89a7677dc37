import type { FieldDefinition, KindDefinition } from './definition.ts'
import generalText from './general-text.ts'
import idCardBack from './id-card-back.ts'
import idCardFront from './id-card-front.ts'
import passportCn from './passport-cn.ts'
import passportMrz from './passport-mrz.ts'
import passport from './passport.ts'

export type { FieldDefinition, FieldType, KindDefinition } from './definition.ts'

/** Every kind that the console knows, in the order in which it offers them. A new kind is one file and one line here. */
export const kinds: readonly KindDefinition[] = [
  generalText,
  idCardFront,
  idCardBack,
  passport,
  passportCn,
  passportMrz,
]

const byName = new Map(kinds.map((kind) => [kind.kind, kind]))

/** The definition of a kind, or undefined for a name that the vocabulary does not hold. */
export function kindByName(name: string): KindDefinition | undefined {
  return byName.get(name)
}

/** The definition of one field of a kind; undefined for native keys outside the vocabulary. */
export function fieldDefinition(kind: string, key: string): FieldDefinition | undefined {
  return byName.get(kind)?.fields.find((field) => field.key === key)
}
