/**
 * Fields that say nothing of a person, by kind. A list of what may be shown, not of what must be hidden: a field or a kind that is added and not
 * thought of here is masked.
 */
const impersonal: Readonly<Record<string, readonly string[]>> = {
  'bank-card': ['bank_name', 'card_type', 'issue_date', 'expiry_date'],
  'business-licence': [
    'company_type',
    'registered_capital',
    'paid_in_capital',
    'established_date',
    'valid_from',
    'valid_to',
    'business_scope',
  ],
  'card-screenshot': ['is_card', 'is_blurred', 'is_recaptured', 'recapture_score'],
  'driver-licence-front': ['issuing_unit', 'first_issue_date', 'vehicle_class', 'valid_from', 'valid_to'],
  'emirates-id-back': ['country_code', 'expiry_date'],
  'emirates-id-front': ['expiry_date'],
  'icp-filing': ['organizer_type', 'approved_date'],
  'id-card-back': ['issuing_authority', 'valid_from', 'valid_to'],
  'licence-plate': ['plate_type'],
  passport: ['document_type', 'country_code', 'issue_date', 'expiry_date'],
  'passport-cn': ['document_type', 'country_code', 'issue_date', 'expiry_date', 'issue_place', 'issuing_authority'],
  'passport-mrz': ['document_type', 'country_code', 'issue_date', 'expiry_date'],
  'quota-invoice': ['invoice_code', 'invoice_number', 'amount_words', 'amount', 'code_details'],
  signboard: ['brand', 'sign_name'],
  'takeaway-order': [
    'shop_name',
    'packaging_fee',
    'delivery_fee',
    'goods_total',
    'other_total',
    'discount_total',
    'item_count',
    'paid_online',
    'order_time',
  ],
  'taxi-invoice': [
    'invoice_code',
    'invoice_number',
    'date',
    'boarding_time',
    'alighting_time',
    'unit_price',
    'mileage',
    'amount',
  ],
  'train-ticket': ['departure_station', 'arrival_station', 'train_number', 'departure_time', 'seat_class', 'price'],
  'vat-invoice': [
    'invoice_code',
    'invoice_number',
    'invoice_date',
    'check_code',
    'amount_without_tax',
    'tax_amount',
    'total_amount',
    'total_amount_words',
  ],
  'vat-roll-invoice': ['invoice_code', 'invoice_number', 'invoice_date', 'check_code', 'total_amount'],
  'vehicle-licence-back': [
    'approved_passengers',
    'gross_mass',
    'unladen_mass',
    'approved_load',
    'overall_dimension',
    'traction_mass',
    'energy_type',
    'inspection_record',
  ],
  'vehicle-licence-front': ['vehicle_type', 'use_character', 'model', 'register_date', 'issue_date'],
}

/** True unless it is known that a value of this field says nothing of a person. */
export function isPersonal(kind: string, key: string): boolean {
  return !(Object.hasOwn(impersonal, kind) && impersonal[kind]!.includes(key))
}

/** A value with every letter and digit as a dot: its length, spaces and punctuation are left, so that differences still have a place. */
export function masked(value: string): string {
  return value.replaceAll(/[\p{L}\p{N}\p{M}\p{S}]/gu, '•')
}

/** Every field that is shown in spite of masking, for the test that holds this list against the vocabulary. */
export const shownThoughMasked: readonly (readonly [kind: string, key: string])[] = Object.entries(impersonal).flatMap(
  ([kind, keys]) => keys.map((key) => [kind, key] as const),
)
