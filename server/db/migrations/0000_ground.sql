CREATE TABLE "change_sets" (
	"id" text PRIMARY KEY NOT NULL,
	"document_id" text NOT NULL,
	"recognition_id" text NOT NULL,
	"sequence" integer NOT NULL,
	"label" text NOT NULL,
	"changes" jsonb NOT NULL,
	"author_id" text NOT NULL,
	"author_name" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "documents" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"state" text NOT NULL,
	"kind" text,
	"provider" text,
	"capability" text,
	"mode" text,
	"format" text NOT NULL,
	"bytes" integer NOT NULL,
	"page_count" integer NOT NULL,
	"sha256" text NOT NULL,
	"object_key" text NOT NULL,
	"lowest_confidence" double precision,
	"open_checks" integer DEFAULT 0 NOT NULL,
	"corrections" integer DEFAULT 0 NOT NULL,
	"error" jsonb,
	"claim_owner" text,
	"claim_owner_name" text,
	"claim_until" timestamp (3) with time zone,
	"review_recognition_id" text,
	"sequence" integer DEFAULT 0 NOT NULL,
	"search_text" text DEFAULT '' NOT NULL,
	"search_grams" integer[] DEFAULT '{}'::integer[] NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"created_by" text NOT NULL,
	"created_by_name" text NOT NULL,
	"decided_at" timestamp (3) with time zone,
	"decided_by" text,
	"decided_by_name" text
);
--> statement-breakpoint
CREATE TABLE "pages" (
	"document_id" text NOT NULL,
	"index" integer NOT NULL,
	"width" integer NOT NULL,
	"height" integer NOT NULL,
	"image_key" text NOT NULL,
	"preview_key" text NOT NULL,
	"thumbnail_key" text NOT NULL,
	CONSTRAINT "pages_document_id_index_pk" PRIMARY KEY("document_id","index")
);
--> statement-breakpoint
CREATE TABLE "recognitions" (
	"id" text PRIMARY KEY NOT NULL,
	"document_id" text NOT NULL,
	"provider" text NOT NULL,
	"capability" text NOT NULL,
	"kind" text NOT NULL,
	"mode" text NOT NULL,
	"status" text NOT NULL,
	"parameters" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"request_id" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"started_at" timestamp (3) with time zone,
	"finished_at" timestamp (3) with time zone,
	"duration_ms" double precision,
	"error" jsonb,
	"findings" jsonb,
	"pages" jsonb NOT NULL,
	"raw" jsonb,
	"requested_by" text NOT NULL,
	"cancelled" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "settings" (
	"key" text PRIMARY KEY NOT NULL,
	"value" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sign_in_links" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"role" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by" text,
	"removed_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "change_sets" ADD CONSTRAINT "change_sets_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pages" ADD CONSTRAINT "pages_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recognitions" ADD CONSTRAINT "recognitions_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sign_in_links" ADD CONSTRAINT "sign_in_links_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "change_sets_sequence" ON "change_sets" USING btree ("document_id","sequence");--> statement-breakpoint
CREATE INDEX "documents_created" ON "documents" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "documents_state_created" ON "documents" USING btree ("state","created_at","id");--> statement-breakpoint
CREATE INDEX "documents_kind_created" ON "documents" USING btree ("kind","created_at","id");--> statement-breakpoint
CREATE INDEX "documents_provider_created" ON "documents" USING btree ("provider","created_at","id");--> statement-breakpoint
CREATE INDEX "documents_confidence" ON "documents" USING btree (coalesce("lowest_confidence", 2),"id");--> statement-breakpoint
CREATE INDEX "documents_name" ON "documents" USING btree ("name","id");--> statement-breakpoint
CREATE INDEX "documents_open_checks" ON "documents" USING btree ("created_at","id") WHERE "documents"."open_checks" > 0;--> statement-breakpoint
CREATE INDEX "documents_created_by" ON "documents" USING btree ("created_by","created_at");--> statement-breakpoint
CREATE INDEX "documents_created_by_name" ON "documents" USING btree ("created_by_name","created_at");--> statement-breakpoint
CREATE INDEX "documents_decided_by" ON "documents" USING btree ("decided_by","created_at");--> statement-breakpoint
CREATE INDEX "documents_decided_by_name" ON "documents" USING btree ("decided_by_name","created_at");--> statement-breakpoint
CREATE INDEX "documents_lowest_confidence" ON "documents" USING btree ("lowest_confidence");--> statement-breakpoint
CREATE INDEX "documents_sha256" ON "documents" USING btree ("sha256");--> statement-breakpoint
CREATE INDEX "documents_search" ON "documents" USING gin ("search_grams");--> statement-breakpoint
CREATE INDEX "recognitions_document" ON "recognitions" USING btree ("document_id","created_at");--> statement-breakpoint
CREATE INDEX "recognitions_unfinished" ON "recognitions" USING btree ("created_at") WHERE "recognitions"."status" in ('queued', 'running');--> statement-breakpoint
CREATE INDEX "sessions_user" ON "sessions" USING btree ("user_id");