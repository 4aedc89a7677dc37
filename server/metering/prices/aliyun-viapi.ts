import type { CapabilityPrice, PackageSize, PriceList, Tier } from '../price-list.ts'

/**
 * Aliyun viapi, character recognition, list of 2022-03-10. Source: seed-facts/aliyun-viapi/pricing.json (`capabilities`, `video`, `prepaid`, `free`).
 * Where the document is silent or contradicts itself:
 * - A tier's price applies to the calls inside of the tier (`tierModel` is not said): so no call ever makes the month cheaper.
 * - The calls of a package are floor(points / coefficient), not the stated counts, five of seven of which would overdraw it (`inconsistencies`).
 * - All 13 capabilities draw on one pool of points (one purchase code), though the document only suggests so.
 * - Packages are used in the order of purchase (`deductionOrderBetweenPackages` is not said), and calls that a package paid for are no calls of a tier.
 */
const pool = 'viapi_ocr1_bag'

/** Bounds of the tiers, calls a month, inclusive. */
const fiveBounds = [10_000, 100_000, 500_000, 1_000_000, null] as const
const fourBounds = [10_000, 100_000, 1_000_000, null] as const

const tiers = (prices: readonly number[], bounds: readonly (number | null)[] = fiveBounds): Tier[] =>
  prices.map((price, index) => ({ upTo: bounds[index] ?? null, price }))

const cardTiers = tiers([825, 495, 415, 248, 90])
const invoiceTiers = tiers([2250, 900, 540, 450, 360])

const priced = (coefficientHundredths: number, ofTiers: readonly Tier[]): CapabilityPrice => ({
  status: 'commercial',
  pool: { id: pool, unitsPerCall: coefficientHundredths },
  tiers: ofTiers,
})

const card = priced(100, cardTiers)
const beta: CapabilityPrice = { status: 'free-beta', pool: null, tiers: [] }

/** Points, list price and discounted price in fen. */
const sizes = (
  [
    [1_000, 120_00, 83_29],
    [10_000, 800_00, 550_00],
    [100_000, 5_000_00, 3_300_00],
    [500_000, 20_000_00, 13_750_00],
    [1_000_000, 30_000_00, 16_500_00],
    [5_000_000, 100_000_00, 55_000_00],
    [10_000_000, 200_000_00, 80_000_00],
  ] as const
).map(([points, listPrice, price]): PackageSize => ({
  id: `${pool}.${points}`,
  units: points * 100,
  price,
  listPrice,
  // The smallest size costs 0.01 yuan the first time it is bought.
  firstOrderPrice: points === 1_000 ? 1 : null,
}))

export const aliyunViapiPrices: PriceList = {
  provider: 'aliyun-viapi',
  pools: [{ id: pool, unit: 'point-hundredth', sizes, validityYears: 1, afterwards: 'pay-as-you-go' }],
  capabilities: {
    RecognizeLicensePlate: priced(100, tiers([1500, 1000, 600, 200], fourBounds)),
    RecognizeDriverLicense: card,
    RecognizeDrivingLicense: card,
    RecognizeCharacter: card,
    RecognizeIdentityCard: card,
    RecognizeBankCard: card,
    RecognizeBusinessLicense: card,
    RecognizeQuotaInvoice: card,
    RecognizeTicketInvoice: card,
    RecognizeVATInvoice: priced(218, invoiceTiers),
    RecognizePdf: priced(218, invoiceTiers),
    RecognizeVINCode: priced(40, tiers([480, 144, 90, 84, 68])),
    RecognizeQrCode: priced(20, tiers([240, 72, 45, 42, 34])),
    RecognizeVideoCharacter: {
      status: 'commercial',
      pool: null,
      tiers: [],
      video: { prices: { SD: 100, HD: 150, '2K': 300, '4K': 600 }, freeSeconds: 300 },
    },
    RecognizeAccountPage: beta,
    RecognizeBusinessCard: beta,
    RecognizeChinapassport: beta,
    RecognizePassportMRZ: beta,
    RecognizeStamp: beta,
    TrimDocument: beta,
    DetectCardScreenshot: beta,
    RecognizePoiName: beta,
    RecognizeTaxiInvoice: beta,
    RecognizeTrainTicket: beta,
    RecognizeTakeoutOrder: beta,
    RecognizeTable: {
      status: 'unpriced',
      pool: null,
      tiers: [],
      note: 'The page of the interface calls it charged, the billing chapter has no price for it.',
    },
  },
}
