import { describe, expect, it } from 'vitest'
import { appNamePattern, brokenNameRules, type AppNameRule } from './app-name.ts'

/** The examples of seed-facts/ctyun/console.json, and what each of the others breaks. */
const names: [string, AppNameRule[]][] = [
  ['默认应用', []],
  ['测试测试2', []],
  ['创建应用测试', []],
  ['App_1', []],
  ['abc', ['length']],
  ['1abc', ['first']],
  ['_abc', ['first']],
  ['a b c d', ['characters']],
  ['超过十五个字符的应用名称一定不行', ['length']],
  ['ab-cd', ['characters']],
  ['', ['length', 'first', 'characters']],
  ['Überall', ['first', 'characters']],
  ['a234567890123456', ['length']],
]

describe('the name of an app', () => {
  it.each(names)('%s breaks %j', (name, broken) => {
    expect(brokenNameRules(name)).toEqual(broken)
    expect(appNamePattern.test(name)).toBe(broken.length === 0)
  })
})
