/**
 * Seed-facts/ctyun/console.json, `apps.create.name-rule`: 4 to 15 Chinese characters, English letters, digits and underscores, the first one a letter or
 * a Chinese character. Apart from the schema, so that the screen can check a name as it is typed without carrying zod.
 */
export const appNamePattern = /^[A-Za-z\u4e00-\u9fff][A-Za-z0-9_\u4e00-\u9fff]{3,14}$/u

export const appNameLengths = { least: 4, most: 15 } as const

/** The parts of the rule, in the order in which they are told. */
export const appNameRules = ['length', 'first', 'characters'] as const
export type AppNameRule = (typeof appNameRules)[number]

/** The parts of the rule that a name breaks; none for a good one. */
export function brokenNameRules(name: string): AppNameRule[] {
  const { length } = Array.from(name)
  const kept: Record<AppNameRule, boolean> = {
    length: length >= appNameLengths.least && length <= appNameLengths.most,
    first: /^[A-Za-z\u4e00-\u9fff]/u.test(name),
    characters: /^[A-Za-z0-9_\u4e00-\u9fff]+$/u.test(name),
  }
  return appNameRules.filter((rule) => !kept[rule])
}
