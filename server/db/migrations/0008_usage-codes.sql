ALTER TABLE "usage_days" DROP CONSTRAINT "usage_days_day_provider_capability_mode_app_id_outcome_pk";--> statement-breakpoint
ALTER TABLE "usage_days" ADD COLUMN "code" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "usage_days" ADD CONSTRAINT "usage_days_day_provider_capability_mode_app_id_outcome_code_pk" PRIMARY KEY("day","provider","capability","mode","app_id","outcome","code");--> statement-breakpoint
DELETE FROM "usage_days" WHERE "outcome" <> 'succeeded';--> statement-breakpoint
WITH "timed" AS (
  SELECT *, CASE WHEN "duration_ms" IS NULL THEN NULL WHEN "duration_ms" <= 10 THEN 0 ELSE least(59, ceil(4 * log(2, "duration_ms" / 10.0)))::integer END AS "class"
  FROM "ledger" WHERE "kind" = 'call' AND "outcome" <> 'succeeded'
), "summed" AS (
  SELECT to_char("at" AT TIME ZONE 'Etc/GMT-8', 'YYYY-MM-DD') AS "day", "provider", "capability", "mode", "app_id", "outcome", coalesce("code", '') AS "code",
    count(*) AS "requests", sum("calls") AS "calls", -sum("units") AS "units", sum("fen") AS "fen", sum("bytes") AS "bytes",
    sum(coalesce("duration_ms", 0)) AS "duration_ms", array_agg("class") AS "classes"
  FROM "timed" GROUP BY 1, 2, 3, 4, 5, 6, 7
)
INSERT INTO "usage_days" ("day", "provider", "capability", "mode", "app_id", "outcome", "code", "requests", "calls", "units", "fen", "bytes", "duration_ms", "durations")
SELECT "day", "provider", "capability", "mode", "app_id", "outcome", "code", "requests", "calls", "units", "fen", "bytes", "duration_ms",
  array(SELECT (SELECT count(*)::integer FROM unnest("classes") AS "found" WHERE "found" = "slot") FROM generate_series(0, 59) AS "slot" ORDER BY "slot")
FROM "summed";--> statement-breakpoint
CREATE INDEX "ledger_code" ON "ledger" USING btree ("code","at","sequence") WHERE "ledger"."code" is not null;
