import { expect, it } from 'vitest'
import en from './en.json'
import zh from './zh-CN.json'

function keysOf(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return [path]
  return Object.entries(value).flatMap(([key, inner]) => keysOf(inner, path === '' ? key : `${path}.${key}`))
}

function placeholders(value: unknown): string[] {
  return typeof value === 'string' ? [...value.matchAll(/\{\{(\w+)\}\}/gu)].map(([, name]) => name!).sort() : []
}

function at(catalogue: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((inner, key) => (inner as Record<string, unknown>)[key], catalogue)
}

it('every language has every text, with the same parameters', () => {
  expect(keysOf(zh).sort()).toEqual(keysOf(en).sort())
  for (const path of keysOf(en)) expect([path, placeholders(at(zh, path))]).toEqual([path, placeholders(at(en, path))])
})
