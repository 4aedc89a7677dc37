import { describe, expect, it } from 'vitest'
import type { Outcome } from '../contract/metering.ts'
import { cheapestCover } from './package-mix.ts'
import { createPrices, publishedPrices } from './prices/index.ts'
import { whatIfAt, type PricedProvider, type UsedCalls } from './what-if.ts'

const aliyun: PricedProvider = {
  id: 'aliyun-viapi',
  isLocal: false,
  capabilities: [
    { id: 'RecognizeIdentityCard', kinds: ['id-card-front', 'id-card-back'] },
    { id: 'RecognizeLicensePlate', kinds: ['licence-plate'] },
    { id: 'RecognizeTrainTicket', kinds: ['train-ticket'] },
    { id: 'RecognizeVideoCharacter', kinds: ['video-text'] },
  ],
}
const ctyun: PricedProvider = {
  id: 'ctyun',
  isLocal: false,
  capabilities: [
    { id: 'ctyun.ocr.idcard', kinds: ['id-card-front', 'id-card-back'] },
    { id: 'ctyun.ocr.plate', kinds: ['licence-plate'] },
  ],
}
const huawei: PricedProvider = {
  id: 'huawei-ocr',
  isLocal: false,
  capabilities: [{ id: 'huawei.ocr.idcard', kinds: ['id-card-front'] }],
}
const local: PricedProvider = {
  id: 'local',
  isLocal: true,
  capabilities: [
    { id: 'id-card-front', kinds: ['id-card-front'] },
    { id: 'video-text', kinds: ['video-text'] },
  ],
}
const all = [aliyun, ctyun, huawei, local]
const kindOf = (provider: string, capability: string) =>
  all.find(({ id }) => id === provider)?.capabilities.find(({ id }) => id === capability)?.kinds[0]

const used = (
  provider: string,
  capability: string,
  requests: number,
  outcome: Outcome = 'succeeded',
  month = '2026-11',
): UsedCalls => ({
  month,
  provider,
  capability,
  outcome,
  requests,
  calls: outcome === 'succeeded' ? requests : 0,
  fen: 0,
})
const at = (provider: PricedProvider, ...calls: UsedCalls[]) => whatIfAt(provider, calls, kindOf, publishedPrices)

describe('the same month elsewhere', () => {
  it('cards of CTyun one by one at Aliyun, by its tiers', () => {
    const found = at(aliyun, used('ctyun', 'ctyun.ocr.idcard', 100))
    expect(found).toMatchObject({ covered: 100, uncovered: 0, calls: 100, payAsYouGo: 825, cheapest: 825 })
    expect(found.way).toBe('pay-as-you-go')
    expect(found.lines).toEqual([
      {
        from: { provider: 'ctyun', capability: 'ctyun.ocr.idcard' },
        kind: 'id-card-front',
        to: 'RecognizeIdentityCard',
        requests: 100,
        calls: 100,
        payAsYouGo: 825,
      },
    ])
  })

  it('many are cheaper by a package, and the tiers begin anew each month', () => {
    const months = [
      used('ctyun', 'ctyun.ocr.idcard', 9_000, 'succeeded', '2026-10'),
      used('ctyun', 'ctyun.ocr.idcard', 9_000),
    ]
    const found = at(aliyun, ...months)
    // 18,000 at 8.25 fen: no call of a second tier.
    expect(found.payAsYouGo).toBe(148_500)
    // A package of 10,000 points at 550 yuan and 8,000 one by one at 660: 1,210 yuan. Two packages: 1,100.
    expect(found).toMatchObject({ way: 'packages', cheapest: 110_000 })
    expect(found.packages).toEqual([
      {
        pool: 'viapi_ocr1_bag',
        size: 'viapi_ocr1_bag.10000',
        unit: 'point-hundredth',
        units: 1_000_000,
        count: 2,
        fen: 110_000,
      },
    ])
    expect(found.leftOver).toEqual([{ pool: 'viapi_ocr1_bag', unit: 'point-hundredth', units: 200_000 }])
  })

  it('a package for most and the rest one by one', () => {
    const found = at(aliyun, used('ctyun', 'ctyun.ocr.idcard', 10_300))
    // 550 yuan and 300 calls at 8.25 fen.
    expect(found).toMatchObject({ way: 'mixed', cheapest: 55_000 + 2_475 })
  })

  it('a vendor that sells packages only sells a whole one', () => {
    const found = at(ctyun, used('aliyun-viapi', 'RecognizeIdentityCard', 50))
    expect(found).toMatchObject({ way: 'packages', payAsYouGo: null, cheapest: 135_000, unpriced: 0 })
    expect(found.leftOver).toEqual([{ pool: 'ctyun.ocr.idcard', unit: 'call', units: 99_950 }])
  })

  it('failures count by the other’s rule', () => {
    const calls = [
      used('aliyun-viapi', 'RecognizeIdentityCard', 10),
      used('aliyun-viapi', 'RecognizeIdentityCard', 4, 'failed'),
      used('aliyun-viapi', 'RecognizeIdentityCard', 3, 'network-error'),
    ]
    expect(at(ctyun, ...calls).calls).toBe(14)
    expect(at(aliyun, ...calls).calls).toBe(10)
  })

  it('what is not read there, or has no price, is said and not guessed', () => {
    const calls = [used('ctyun', 'ctyun.ocr.idcard', 20), used('ctyun', 'ctyun.ocr.plate', 5)]
    expect(at(huawei, ...calls)).toMatchObject({
      covered: 20,
      uncovered: 5,
      unpriced: 20,
      cheapest: 0,
      payAsYouGo: null,
      way: 'unpriced',
    })
    const entry = {
      provider: 'huawei-ocr',
      capability: 'huawei.ocr.idcard',
      tiers: [{ upTo: null, price: 1000 }],
      sizes: [],
      validityYears: 1,
    }
    const entered = whatIfAt(huawei, calls, kindOf, createPrices([entry]))
    expect(entered).toMatchObject({ unpriced: 0, cheapest: 200, way: 'pay-as-you-go' })
  })

  it('here it costs nothing, and what is in beta is free', () => {
    expect(at(local, used('ctyun', 'ctyun.ocr.idcard', 20))).toMatchObject({ way: 'free', cheapest: 0, payAsYouGo: 0 })
    expect(at(aliyun, used('aliyun-viapi', 'RecognizeTrainTicket', 20))).toMatchObject({ way: 'free', cheapest: 0 })
  })

  it('video costs its own provider what was paid for its seconds; those of a video that was read here are not known', () => {
    const video = { ...used('aliyun-viapi', 'RecognizeVideoCharacter', 3), fen: 450 }
    const found = at(aliyun, video, used('ctyun', 'ctyun.ocr.idcard', 100))
    expect(found).toMatchObject({ calls: 103, unpriced: 0, payAsYouGo: 1275, cheapest: 1275, way: 'pay-as-you-go' })
    expect(found.lines[0]).toMatchObject({ calls: 3, payAsYouGo: 450 })
    expect(at(aliyun, { ...video, fen: 0 })).toMatchObject({ calls: 3, unpriced: 0, cheapest: 0, way: 'free' })
    expect(at(aliyun, used('local', 'video-text', 2))).toMatchObject({ unpriced: 2, cheapest: 0, way: 'unpriced' })
    expect(at(local, video)).toMatchObject({ cheapest: 0, way: 'free' })
  })

  it('nothing was used', () => {
    expect(at(aliyun)).toMatchObject({ covered: 0, calls: 0, cheapest: 0, lines: [] })
  })
})

it('the cheapest packages, against trying every mix', () => {
  const { sizes } = publishedPrices.poolOf('ctyun', 'ctyun.ocr.general').pool
  const units = sizes.map((size) => size.units / 100_000)
  const slow = (wanted: number) => {
    let best = Infinity
    for (let d = 0; d <= Math.ceil(wanted / units[3]!); d += 1)
      for (let c = 0; c <= 2; c += 1)
        for (let b = 0; b <= 5; b += 1) {
          const rest = Math.max(0, wanted - d * units[3]! - c * units[2]! - b * units[1]!)
          const fen =
            d * sizes[3]!.price + c * sizes[2]!.price + b * sizes[1]!.price + Math.ceil(rest) * sizes[0]!.price
          best = Math.min(best, fen)
        }
    return best
  }
  for (const wanted of [0.3, 1, 6, 7, 8, 13, 36, 48, 51, 77, 99, 100, 123]) {
    expect(cheapestCover(wanted * 100_000, sizes)!.fen).toBe(slow(wanted))
  }
})
