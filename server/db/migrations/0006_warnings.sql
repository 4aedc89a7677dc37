CREATE TABLE "pool_fillings" (
	"id" text PRIMARY KEY NOT NULL,
	"provider" text NOT NULL,
	"mode" text NOT NULL,
	"pool" text NOT NULL,
	"sequence" bigint NOT NULL,
	"units" bigint NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "quota_warnings" (
	"filling_id" text NOT NULL,
	"level" integer NOT NULL,
	"left" bigint NOT NULL,
	"raised_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "quota_warnings_filling_id_level_pk" PRIMARY KEY("filling_id","level")
);
--> statement-breakpoint
CREATE TABLE "warnings_seen" (
	"filling_id" text NOT NULL,
	"level" integer NOT NULL,
	"user_id" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "warnings_seen_filling_id_level_user_id_pk" PRIMARY KEY("filling_id","level","user_id")
);
--> statement-breakpoint
CREATE TABLE "webhook_deliveries" (
	"id" text PRIMARY KEY NOT NULL,
	"webhook_id" text NOT NULL,
	"warning" text,
	"event" text NOT NULL,
	"body" text NOT NULL,
	"state" text NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_at" timestamp (3) with time zone NOT NULL,
	"last_status" integer,
	"last_error" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "webhooks" (
	"id" text PRIMARY KEY NOT NULL,
	"url" text NOT NULL,
	"secret" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by" text NOT NULL,
	"removed_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "quota_warnings" ADD CONSTRAINT "quota_warnings_filling_id_pool_fillings_id_fk" FOREIGN KEY ("filling_id") REFERENCES "public"."pool_fillings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "warnings_seen" ADD CONSTRAINT "warnings_seen_filling_id_pool_fillings_id_fk" FOREIGN KEY ("filling_id") REFERENCES "public"."pool_fillings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_webhook_id_webhooks_id_fk" FOREIGN KEY ("webhook_id") REFERENCES "public"."webhooks"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "pool_fillings_pool" ON "pool_fillings" USING btree ("provider","mode","pool","sequence");--> statement-breakpoint
CREATE UNIQUE INDEX "webhook_deliveries_warning" ON "webhook_deliveries" USING btree ("webhook_id","warning");--> statement-breakpoint
CREATE INDEX "webhook_deliveries_due" ON "webhook_deliveries" USING btree ("state","next_at");--> statement-breakpoint
CREATE INDEX "webhook_deliveries_webhook" ON "webhook_deliveries" USING btree ("webhook_id","created_at");