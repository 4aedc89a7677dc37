import { sql } from 'drizzle-orm'
import type { Database } from '../../server/db/open.ts'

/** So many entries are made by one statement: what a statement of PGlite holds in memory stays small. */
const chunk = 250_000

/** Thirteen months that end now. */
export const months = 13

/** Recognisers of the invented calls: mode, price in fen, whether a package pays. */
const recognisers = [
  ['aliyun-viapi', 'RecognizeIdentityCard', 'live', 12, false],
  ['aliyun-viapi', 'RecognizeVATInvoice', 'live', 26, false],
  ['aliyun-viapi', 'RecognizeVINCode', 'live', 5, false],
  ['aliyun-viapi', 'RecognizeBankCard', 'live', 12, false],
  ['ctyun', 'ctyun.ocr.idcard', 'live', 0, true],
  ['ctyun', 'ctyun.ocr.plate', 'live', 0, true],
  ['ctyun', 'ctyun.ocr.general', 'live', 0, true],
  ['huawei-ocr', 'huawei.ocr.passport', 'live', 0, false],
  ['huawei-ocr', 'huawei.ocr.bankcard', 'live', 0, false],
  ['tencent-ci', 'tencent-ci.image-license-rec', 'live', 0, false],
  ['aliyun-viapi', 'RecognizeIdentityCard', 'sandbox', 12, false],
  ['local', 'id-card-front', 'local', 0, false],
] as const

const arrayOf = (values: readonly (string | number | boolean)[]) => `{${values.map(String).join(',')}}`

/**
 * Writes entries of calls, generated inside the database and spread evenly over the months, then the sums of their days and the packages that they were
 * taken from. Indexes are made at the end, as anybody would who loads so much.
 */
export async function fillLedger(db: Database, rows: number, report: (line: string) => void): Promise<void> {
  const { rows: indexes } = (await db.execute(
    sql`select indexname as name, indexdef as definition from pg_indexes where tablename = 'ledger' and indexname <> 'ledger_pkey'`,
  )) as { rows: { name: string; definition: string }[] }
  for (const { name } of indexes) await db.execute(sql`drop index ${sql.identifier(name)}`)
  const column = (index: number) => arrayOf(recognisers.map((each) => each[index]!))
  for (let first = 0; first < rows; first += chunk) {
    await db.execute(sql`
      insert into ledger (at, kind, provider, capability, mode, app_id, call_id, package_id, outcome, calls, units, fen, duration_ms, bytes, code)
      select at, 'call', (${column(0)}::text[])[who], (${column(1)}::text[])[who], (${column(2)}::text[])[who], 'app-' || chance % 8, 'bench-' || number,
        case when packaged then 'bench-' || who || '-' || to_char(at at time zone 'utc' + interval '8 hours', 'YYYY-MM') end,
        case when chance % 100 < 95 then 'succeeded' when chance % 100 < 97 then 'failed' when chance % 100 < 99 then 'network-error' else 'refused' end,
        (chance % 100 < 95)::int, case when packaged and chance % 100 < 95 then -1 else 0 end,
        case when chance % 100 < 95 then (${column(3)}::int[])[who] else 0 end, 150 + (chance % 1000), 100000 + chance % 900000,
        case when chance % 100 >= 99 then 'provider-rate-limited' when chance % 100 >= 97 then 'provider-timeout'
          when chance % 100 >= 95 then 'provider-failed' end
      from (
        select number, now() - interval '1 month' * ${months}::int + (interval '1 month' * ${months}::int) * (number::float8 / ${rows}::float8) as at,
          1 + chance % ${recognisers.length}::int as who, chance, (${column(4)}::boolean[])[1 + chance % ${recognisers.length}::int] as packaged
        from (
          select number, (hashint8(number) & 2147483647) as chance
          from generate_series(${first}::bigint, ${Math.min(first + chunk, rows) - 1}::bigint) as number
        ) as numbers
      ) as calls`)
    if (first % (chunk * 8) === 0) report(`${first + chunk} entries`)
  }
  report('the sums of their days')
  await db.execute(sql`
    insert into usage_days (day, provider, capability, mode, app_id, outcome, code, requests, calls, units, fen, bytes, duration_ms, durations)
    select day, provider, capability, mode, app_id, outcome, code, sum(requests), sum(calls), sum(units), sum(fen), sum(bytes), sum(duration_ms),
      array(select coalesce(sum(u.n) filter (where u.class = places.place), 0)::int from unnest(array_agg(class), array_agg(requests)) as u(class, n)
        right join generate_series(0, 59) as places(place) on u.class = places.place group by places.place order by places.place)
    from (
      select to_char(at at time zone 'utc' + interval '8 hours', 'YYYY-MM-DD') as day, provider, capability, mode, app_id, outcome,
        coalesce(code, '') as code, least(59, ceil(4 * log(2, duration_ms / 10.0)))::int as class, count(*) as requests, sum(calls) as calls, -sum(units) as units,
        sum(fen) as fen, sum(bytes) as bytes, sum(duration_ms) as duration_ms
      from ledger where kind = 'call' group by 1, 2, 3, 4, 5, 6, 7, 8
    ) as classes
    group by day, provider, capability, mode, app_id, outcome, code`)
  report('the packages')
  await db.execute(sql`
    insert into packages (id, provider, mode, pool, origin, units, used, price, valid_from, valid_until, created_at, created_by)
    select package_id, provider, mode, capability, 'grant', -sum(units) + 1000, -sum(units), 0, min(at), min(at) + interval '1 year', min(at), 'bench'
    from ledger where package_id is not null group by package_id, provider, mode, capability order by min(at)`)
  await db.execute(sql`
    insert into orders (id, provider, mode, lines, total, state, created_at, paid_at, created_by, created_by_name)
    select to_char(now() - interval '1 day' * number, 'YYYYMMDDHH24MISS') || lpad(number::text, 6, '0'), 'ctyun', 'live',
      '[{"size": "ctyun.ocr.plate.100000", "quantity": 1, "price": 135000}]'::jsonb, 135000, 'paid', now() - interval '1 day' * number,
      now() - interval '1 day' * number, 'bench', 'Bench'
    from generate_series(1, 390) as number`)
  report('the indexes')
  for (const { definition } of indexes) await db.execute(sql.raw(definition))
  await db.execute(sql`analyze`)
}
