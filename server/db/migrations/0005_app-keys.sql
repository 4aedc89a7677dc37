CREATE TABLE "app_refusals" (
	"day" text NOT NULL,
	"app_id" text NOT NULL,
	"code" text NOT NULL,
	"count" bigint NOT NULL,
	CONSTRAINT "app_refusals_app_id_day_code_pk" PRIMARY KEY("app_id","day","code")
);
--> statement-breakpoint
ALTER TABLE "apps" ADD COLUMN "enc_public_key" text;--> statement-breakpoint
ALTER TABLE "apps" ADD COLUMN "enc_private_key" text;--> statement-breakpoint
ALTER TABLE "apps" ADD COLUMN "enc_created_at" timestamp (3) with time zone;