import { sql } from 'drizzle-orm'

/** Where the administrator's decisions on what happens when packages end are kept in the settings, by `provider/capability`. */
export const policiesKey = 'exhaustion-policies'

/**
 * What a call does to the books, as functions of the database: one statement at each end of a call, and its plans are made once a connection
 * (planning was two thirds of the time of ten single statements). They are defined anew whenever a database is opened, under the lock of the
 * migrations, so that they always fit the program. Rules and prices are not here: metering/ledger.ts passes what they say.
 */
export const meteringFunctions = [
  // `tieredTotal` of metering/money.ts, over a count that only the database knows. Hundredths of a fen.
  sql.raw(`
create or replace function tiered_total(counted bigint, up_to bigint[], prices bigint[]) returns bigint language plpgsql immutable as $$
declare
  total bigint := 0;
  lower bigint := 0;
begin
  for tier in 1 .. cardinality(prices) loop
    exit when counted <= lower;
    total := total + (least(counted, coalesce(up_to[tier], counted)) - lower) * prices[tier];
    lower := coalesce(up_to[tier], counted);
  end loop;
  return total;
end $$`),
  // Takes units out of the oldest package that has them, and notes the call. Of two calls that want the last units the second waits at "for update",
  // finds them gone and goes on to the next package. Returns null when the call may go, otherwise why not.
  sql.raw(`
create or replace function reserve_call(
  p_call text, p_provider text, p_capability text, p_mode text, p_app text, p_bytes bigint, p_seconds integer, p_class text, p_at timestamptz,
  p_pool text, p_units bigint, p_policy text, p_vendor_stops boolean, p_images integer
) returns text language plpgsql as $$
declare
  chosen text;
  lack text;
  policy text;
begin
  if exists (select from reservations where call_id = p_call) then
    return null;
  end if;
  if p_pool is not null then
    update packages set reserved = reserved + p_units where id = (
      select id from packages
      where provider = p_provider and mode = p_mode and pool = p_pool and refunded_at is null
        and valid_from <= p_at and valid_until > p_at and units - used - reserved >= p_units
      order by sequence limit 1 for update
    ) returning id into chosen;
    if chosen is null then
      select case when count(*) = 0 then 'not-bought' when bool_and(valid_until <= p_at) then 'expired' else 'used-up' end into lack
      from packages where provider = p_provider and mode = p_mode and pool = p_pool and refunded_at is null;
      policy := coalesce(p_policy, (
        select value ->> (p_provider || '/' || p_capability) from settings where key = '${policiesKey}'
      ), 'vendor');
      if policy = 'block' or (policy = 'vendor' and p_vendor_stops and lack <> 'not-bought') then
        return lack;
      end if;
    end if;
  end if;
  insert into reservations (call_id, package_id, units, provider, capability, mode, app_id, bytes, seconds, video_class, created_at, images)
  values (p_call, chosen, case when chosen is null then 0 else p_units end, p_provider, p_capability, p_mode, p_app, p_bytes, p_seconds, p_class, p_at, p_images);
  return null;
end $$`),
  // Ends a reservation: its package or its month moves, one entry of the ledger explains the call, and the sums of its day hold it. Returns false
  // when it was ended before: then nothing is written. `p_durations` is one at `p_class` (from 1), or nowhere. The month's row is locked, so that every call has a place of its own among the tiers.
  sql.raw(`
create or replace function settle_call(
  p_call text, p_outcome text, p_calls integer, p_units bigint, p_seconds integer, p_up_to bigint[], p_prices bigint[], p_duration integer, p_class integer,
  p_durations integer[], p_code text, p_at timestamptz, p_day text, p_month text
) returns boolean language plpgsql as $$
declare
  open reservations%rowtype;
  month usage_months%rowtype;
  counted bigint;
  counted_before bigint;
  more bigint;
  paid bigint := 0;
begin
  delete from reservations where call_id = p_call returning * into open;
  if not found then
    return false;
  end if;
  if open.package_id is not null then
    update packages set reserved = reserved - open.units, used = used + p_units where id = open.package_id;
  elsif p_prices is not null then
    insert into usage_months (month, provider, capability, mode, calls, seconds, hundredths)
    values (p_month, open.provider, open.capability, open.mode, 0, 0, 0) on conflict do nothing;
    select * into month from usage_months u
    where u.month = p_month and u.provider = open.provider and u.capability = open.capability and u.mode = open.mode for update;
    -- Video is priced by the seconds of the month, everything else by its calls.
    counted := case when p_seconds > 0 then p_seconds else p_calls end;
    counted_before := case when p_seconds > 0 then month.seconds else month.calls end;
    more := tiered_total(counted_before + counted, p_up_to, p_prices) - tiered_total(counted_before, p_up_to, p_prices);
    update usage_months u set calls = u.calls + p_calls, seconds = u.seconds + p_seconds, hundredths = u.hundredths + more
    where u.month = p_month and u.provider = open.provider and u.capability = open.capability and u.mode = open.mode;
    -- Half a fen upwards, of the month as a whole (costInFen of metering/money.ts).
    paid := (month.hundredths + more + 50) / 100 - (month.hundredths + 50) / 100;
  end if;
  insert into ledger (at, kind, provider, capability, mode, app_id, call_id, package_id, outcome, calls, units, fen, duration_ms, bytes, code)
  values (p_at, 'call', open.provider, open.capability, open.mode, open.app_id, p_call, open.package_id, p_outcome, p_calls, -p_units, paid,
    p_duration, open.bytes, p_code);
  insert into usage_days as u (day, provider, capability, mode, app_id, outcome, code, requests, calls, units, fen, bytes, duration_ms, durations)
  values (p_day, open.provider, open.capability, open.mode, open.app_id, p_outcome, coalesce(p_code, ''), 1, p_calls, p_units, paid, open.bytes,
    coalesce(p_duration, 0), p_durations)
  on conflict (day, provider, capability, mode, app_id, outcome, code) do update set
    requests = u.requests + 1, calls = u.calls + excluded.calls, units = u.units + excluded.units, fen = u.fen + excluded.fen,
    bytes = u.bytes + excluded.bytes, duration_ms = u.duration_ms + excluded.duration_ms,
    durations[p_class] = u.durations[p_class] + excluded.durations[p_class];
  return true;
end $$`),
]
