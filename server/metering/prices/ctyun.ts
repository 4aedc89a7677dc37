import type { CapabilityPrice, PackageSize, Pool, PriceList } from '../price-list.ts'

/**
 * CTyun. Source: seed-facts/ctyun/pricing.json. Capped packages only: the one figure that speaks of on-demand billing is contradicted by the text
 * (`contradictions`, "on-demand"). Each capability has packages of its own.
 */
const sizesOf = (capability: string, prices: readonly (readonly [calls: number, yuan: number])[]): PackageSize[] =>
  prices.map(([calls, yuan]) => ({
    id: `${capability}.${calls}`,
    units: calls,
    price: yuan * 100,
    listPrice: null,
    firstOrderPrice: null,
  }))

const poolOf = (capability: string, prices: readonly (readonly [number, number])[]): Pool => ({
  id: capability,
  unit: 'call',
  sizes: sizesOf(capability, prices),
  validityYears: 1,
  afterwards: 'block',
})

const commercial = (capability: string): CapabilityPrice => ({
  status: 'commercial',
  pool: { id: capability, unitsPerCall: 1 },
  tiers: [],
})

const cardPrices = [
  [100_000, 1_350],
  [1_000_000, 9_600],
  [5_000_000, 39_000],
  [10_000_000, 78_000],
] as const

export const ctyunPrices: PriceList = {
  provider: 'ctyun',
  pools: [
    poolOf('ctyun.ocr.general', [
      [100_000, 450],
      [1_000_000, 3_200],
      [5_000_000, 11_500],
      [10_000_000, 22_000],
    ]),
    poolOf('ctyun.ocr.idcard', cardPrices),
    poolOf('ctyun.ocr.plate', cardPrices),
  ],
  capabilities: {
    'ctyun.ocr.general': commercial('ctyun.ocr.general'),
    'ctyun.ocr.idcard': commercial('ctyun.ocr.idcard'),
    'ctyun.ocr.plate': commercial('ctyun.ocr.plate'),
    'ctyun.ocr.business-license': { status: 'limited-free', pool: null, tiers: [] },
  },
}
