import { AsyncLocalStorage } from 'node:async_hooks'
import type { Field, Line } from '../contract/result.ts'
import type { StandInEngine, StandInReading } from '../providers/stand-in.ts'

/** Another character of the same sort, so that the value stays one of its kind: a digit for a digit, a letter for a letter. */
function otherThan(sign: string): string {
  if (/[0-9]/.test(sign)) return sign === '8' ? '3' : '8'
  if (/[A-Z]/.test(sign)) return sign === 'E' ? 'F' : 'E'
  if (/[a-z]/.test(sign)) return sign === 'e' ? 'c' : 'e'
  return sign === '未' ? '末' : '未'
}

/** The text with one character in its middle read wrongly; null when it has none that can be. */
function misreadText(text: string): string | null {
  const signs = Array.from(text)
  const candidates = signs.flatMap((sign, index) => (/[\p{L}\p{N}]/u.test(sign) ? [index] : []))
  const at = candidates[Math.floor(candidates.length / 2)]
  return at === undefined ? null : signs.with(at, otherThan(signs[at]!)).join('')
}

/** A value that stands on the page as it is: a date or an amount that was rewritten could become one that does not exist. */
const isAsPrinted = ({ value, chars = [] }: Field) =>
  value !== null && chars.length > 1 && chars.map(({ text }) => text).join('') === value.replaceAll(/\s/gu, '')

/** The same reading with one character of its longest printed value read wrongly; of a reading without fields, of its longest line. */
export function misread(reading: StandInReading): StandInReading {
  const longest = <Item>(items: readonly Item[], textOf: (item: Item) => string): Item | undefined =>
    items.toSorted((first, second) => textOf(second).length - textOf(first).length)[0]
  const field = longest(reading.fields.filter(isAsPrinted), ({ value }) => value!)
  const line = field ? undefined : longest(reading.lines, ({ text }) => text)
  const value = misreadText(field?.value ?? line?.text ?? '')
  if (value === null) return reading
  return {
    ...reading,
    fields: reading.fields.map((each) => (each === field ? { ...each, value } : each)),
    lines: reading.lines.map((each): Line => (each === line ? { ...each, text: value } : each)),
  }
}

/** The fault "read wrongly": readings that are made while a call is answered under it have one wrong character. */
export interface Misreading {
  engine: StandInEngine
  /** Answers under the fault. */
  during<Answer>(work: () => Promise<Answer>): Promise<Answer>
}

export function createMisreading(engine: StandInEngine): Misreading {
  // A stand-in knows nothing of it: the call that is being answered is told by the context in which the engine is asked.
  const under = new AsyncLocalStorage<true>()
  return {
    engine: {
      ...engine,
      read: async (kind, image, signal) => {
        const reading = await engine.read(kind, image, signal)
        return under.getStore() ? misread(reading) : reading
      },
    },
    during: (work) => under.run(true, work),
  }
}
