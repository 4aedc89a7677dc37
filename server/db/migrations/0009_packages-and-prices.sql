CREATE TABLE "price_book" (
	"provider" text NOT NULL,
	"capability" text NOT NULL,
	"tiers" jsonb NOT NULL,
	"sizes" jsonb NOT NULL,
	"validity_years" integer NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"changed_by_name" text NOT NULL,
	CONSTRAINT "price_book_provider_capability_pk" PRIMARY KEY("provider","capability")
);
--> statement-breakpoint
ALTER TABLE "recognitions" ADD COLUMN "counted_calls" integer;--> statement-breakpoint
ALTER TABLE "ledger" ADD COLUMN "reason" text;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "starts" text DEFAULT 'now' NOT NULL;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "vendor_order_id" text;--> statement-breakpoint
ALTER TABLE "reservations" ADD COLUMN "images" integer DEFAULT 1 NOT NULL;