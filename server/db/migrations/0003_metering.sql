CREATE TABLE "ledger" (
	"sequence" bigserial PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"kind" text NOT NULL,
	"provider" text NOT NULL,
	"capability" text,
	"mode" text NOT NULL,
	"app_id" text,
	"call_id" text,
	"package_id" text,
	"order_id" text,
	"outcome" text,
	"calls" integer DEFAULT 0 NOT NULL,
	"units" bigint DEFAULT 0 NOT NULL,
	"fen" bigint DEFAULT 0 NOT NULL,
	"duration_ms" integer,
	"bytes" bigint,
	"code" text
);
--> statement-breakpoint
CREATE TABLE "orders" (
	"id" text PRIMARY KEY NOT NULL,
	"provider" text NOT NULL,
	"mode" text NOT NULL,
	"lines" jsonb NOT NULL,
	"total" bigint NOT NULL,
	"state" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"paid_at" timestamp (3) with time zone,
	"closed_at" timestamp (3) with time zone,
	"created_by" text NOT NULL,
	"created_by_name" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "packages" (
	"id" text PRIMARY KEY NOT NULL,
	"sequence" bigserial NOT NULL,
	"provider" text NOT NULL,
	"mode" text NOT NULL,
	"pool" text NOT NULL,
	"origin" text NOT NULL,
	"order_id" text,
	"size" text,
	"units" bigint NOT NULL,
	"used" bigint DEFAULT 0 NOT NULL,
	"reserved" bigint DEFAULT 0 NOT NULL,
	"price" bigint NOT NULL,
	"valid_from" timestamp (3) with time zone NOT NULL,
	"valid_until" timestamp (3) with time zone NOT NULL,
	"refunded_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "reservations" (
	"call_id" text PRIMARY KEY NOT NULL,
	"package_id" text,
	"units" bigint NOT NULL,
	"provider" text NOT NULL,
	"capability" text NOT NULL,
	"mode" text NOT NULL,
	"app_id" text NOT NULL,
	"bytes" bigint NOT NULL,
	"seconds" integer DEFAULT 0 NOT NULL,
	"video_class" text,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "usage_days" (
	"day" text NOT NULL,
	"provider" text NOT NULL,
	"capability" text NOT NULL,
	"mode" text NOT NULL,
	"app_id" text NOT NULL,
	"outcome" text NOT NULL,
	"requests" bigint NOT NULL,
	"calls" bigint NOT NULL,
	"units" bigint NOT NULL,
	"fen" bigint NOT NULL,
	"bytes" bigint NOT NULL,
	"duration_ms" bigint NOT NULL,
	"durations" integer[] NOT NULL,
	CONSTRAINT "usage_days_day_provider_capability_mode_app_id_outcome_pk" PRIMARY KEY("day","provider","capability","mode","app_id","outcome")
);
--> statement-breakpoint
CREATE TABLE "usage_months" (
	"month" text NOT NULL,
	"provider" text NOT NULL,
	"capability" text NOT NULL,
	"mode" text NOT NULL,
	"calls" bigint NOT NULL,
	"seconds" bigint NOT NULL,
	"hundredths" bigint NOT NULL,
	CONSTRAINT "usage_months_month_provider_capability_mode_pk" PRIMARY KEY("month","provider","capability","mode")
);
--> statement-breakpoint
ALTER TABLE "recognitions" ADD COLUMN "app_id" text DEFAULT 'console' NOT NULL;--> statement-breakpoint
ALTER TABLE "packages" ADD CONSTRAINT "packages_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reservations" ADD CONSTRAINT "reservations_package_id_packages_id_fk" FOREIGN KEY ("package_id") REFERENCES "public"."packages"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "ledger_call" ON "ledger" USING btree ("call_id") WHERE "ledger"."kind" = 'call';--> statement-breakpoint
CREATE INDEX "ledger_at" ON "ledger" USING btree ("at");--> statement-breakpoint
CREATE INDEX "ledger_package" ON "ledger" USING btree ("package_id","sequence");--> statement-breakpoint
CREATE INDEX "orders_created" ON "orders" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "packages_pool" ON "packages" USING btree ("provider","mode","pool","sequence");