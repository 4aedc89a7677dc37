CREATE TABLE "quality_reviews" (
	"document_id" text PRIMARY KEY NOT NULL,
	"contributions" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "quality_documents" (
	"day" text NOT NULL,
	"provider" text NOT NULL,
	"capability" text NOT NULL,
	"mode" text NOT NULL,
	"kind" text NOT NULL,
	"clean" integer[] NOT NULL,
	"faulty" integer[] NOT NULL,
	"cost" bigint NOT NULL,
	"watched" bigint NOT NULL,
	"seconds" bigint NOT NULL,
	"keys" bigint NOT NULL,
	CONSTRAINT "quality_documents_day_provider_capability_mode_kind_pk" PRIMARY KEY("day","provider","capability","mode","kind")
);
--> statement-breakpoint
CREATE TABLE "quality_fields" (
	"day" text NOT NULL,
	"provider" text NOT NULL,
	"capability" text NOT NULL,
	"mode" text NOT NULL,
	"kind" text NOT NULL,
	"field" text NOT NULL,
	"right" integer[] NOT NULL,
	"wrong" integer[] NOT NULL,
	"missed" bigint NOT NULL,
	CONSTRAINT "quality_fields_day_provider_capability_mode_kind_field_pk" PRIMARY KEY("day","provider","capability","mode","kind","field")
);
--> statement-breakpoint
DROP INDEX "ledger_at";--> statement-breakpoint
ALTER TABLE "quality_reviews" ADD CONSTRAINT "quality_reviews_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "ledger_mode" ON "ledger" USING btree ("mode","at","sequence");--> statement-breakpoint
CREATE INDEX "ledger_provider" ON "ledger" USING btree ("provider","at","sequence");--> statement-breakpoint
CREATE INDEX "ledger_capability" ON "ledger" USING btree ("capability","at","sequence");--> statement-breakpoint
CREATE INDEX "ledger_app" ON "ledger" USING btree ("app_id","at","sequence");--> statement-breakpoint
CREATE INDEX "ledger_kind" ON "ledger" USING btree ("kind","at","sequence") WHERE "ledger"."kind" <> 'call';--> statement-breakpoint
CREATE INDEX "ledger_at" ON "ledger" USING btree ("at","sequence");