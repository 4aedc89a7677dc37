CREATE TABLE "exchanges" (
	"recognition_id" text NOT NULL,
	"sequence" integer NOT NULL,
	"exchange" jsonb NOT NULL,
	CONSTRAINT "exchanges_recognition_id_sequence_pk" PRIMARY KEY("recognition_id","sequence")
);
--> statement-breakpoint
ALTER TABLE "recognitions" ADD COLUMN "job" jsonb;--> statement-breakpoint
ALTER TABLE "recognitions" ADD COLUMN "paid_call_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "recognitions" ADD COLUMN "source_url" text;--> statement-breakpoint
ALTER TABLE "exchanges" ADD CONSTRAINT "exchanges_recognition_id_recognitions_id_fk" FOREIGN KEY ("recognition_id") REFERENCES "public"."recognitions"("id") ON DELETE cascade ON UPDATE no action;