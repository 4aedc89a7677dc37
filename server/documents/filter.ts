import { and, arrayContains, eq, gt, gte, inArray, like, lt, lte, or, type SQL } from 'drizzle-orm'
import type { DocumentFilter } from '../contract/document.ts'
import { ProblemError } from '../contract/problem.ts'
import { documents } from '../db/schema.ts'
import { storable } from '../db/storable.ts'
import { foldText, gramsOfNeedle, likePattern } from './search-text.ts'

const dayPattern = /^\d{4}-\d{2}-\d{2}$/

/** A moment, or a day: as `from` its beginning, as `to` its end (UTC). */
function momentOf(name: 'from' | 'to', given: string): { moment: Date; isDay: boolean } {
  const moment = new Date(given)
  if (Number.isNaN(moment.getTime()) || !/^\d{4}-\d{2}-\d{2}/.test(given)) {
    throw new ProblemError({
      title: 'This is no date',
      status: 400,
      code: 'invalid-request',
      detail: `query.${name}: give a day (2026-01-31) or a moment in ISO 8601.`,
      retryable: false,
      whoseFault: 'caller',
    })
  }
  return { moment, isDay: dayPattern.test(given) }
}

function before(given: string): SQL {
  const { moment, isDay } = momentOf('to', given)
  return isDay ? lt(documents.createdAt, new Date(moment.getTime() + 86_400_000)) : lte(documents.createdAt, moment)
}

/**
 * The grams narrow it down by their index, the comparison with the text itself decides. A needle of one or two characters is found as well as
 * a long one, which names of people need.
 */
function holds(search: string): SQL | undefined {
  const needle = foldText(storable(search))
  if (needle === '') return undefined
  return and(
    arrayContains(documents.searchGrams, gramsOfNeedle(needle)),
    like(documents.searchText, likePattern(needle)),
  )
}

/** The condition of a filter; undefined when it lets everything through. */
export function conditionOf(filter: DocumentFilter): SQL | undefined {
  const { state, kind, provider, search, confidenceBelow, openChecks, who, from, to } = filter
  const among = (column: typeof documents.kind | typeof documents.provider, values: string[] | undefined) =>
    values && values.length > 0 ? inArray(column, storable(values)) : undefined
  return and(
    state && state.length > 0 ? inArray(documents.state, state) : undefined,
    among(documents.kind, kind),
    among(documents.provider, provider),
    search === undefined ? undefined : holds(search),
    confidenceBelow === undefined ? undefined : lte(documents.lowestConfidence, confidenceBelow),
    openChecks === undefined ? undefined : openChecks ? gt(documents.openChecks, 0) : eq(documents.openChecks, 0),
    who ? by(storable(who)) : undefined,
    from ? gte(documents.createdAt, momentOf('from', from).moment) : undefined,
    to ? before(to) : undefined,
  )
}

/** Brought in or decided by this person, named by id or by name. */
function by(who: string): SQL | undefined {
  return or(
    eq(documents.createdBy, who),
    eq(documents.createdByName, who),
    eq(documents.decidedBy, who),
    eq(documents.decidedByName, who),
  )
}
