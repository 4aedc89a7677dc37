CREATE TABLE "apps" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"description" text NOT NULL,
	"app_key" text NOT NULL,
	"secret_hash" text NOT NULL,
	"secret_ending" text NOT NULL,
	"enabled" text[] NOT NULL,
	"allowed_networks" text[] NOT NULL,
	"calls_per_minute" integer,
	"region" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by" text NOT NULL,
	"rotated_at" timestamp (3) with time zone,
	"removed_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE UNIQUE INDEX "apps_key" ON "apps" USING btree ("app_key");--> statement-breakpoint
CREATE UNIQUE INDEX "apps_name" ON "apps" USING btree ("name") WHERE "apps"."removed_at" is null;