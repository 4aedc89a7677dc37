import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { videoClass } from '../money.ts'
import { aliyunViapiPrices } from './aliyun-viapi.ts'
import { ctyunPrices } from './ctyun.ts'
import { poolOf, priceOf } from './index.ts'

const read = (name: string) =>
  JSON.parse(readFileSync(new URL(`../__fixtures__/${name}`, import.meta.url), 'utf8')) as unknown

interface AliyunFacts {
  capabilities: {
    action: string
    payAsYouGoTiers: { toCalls: number | null; yuanPerCall: number }[]
    prepaid: {
      pointsPerCall: number
      packages: {
        points: number
        callable: number
        listPriceYuan: number
        discountedPriceYuan: number
        offer: string | null
      }[]
    }
  }[]
  video: {
    freeSecondsPerCalendarMonth: number
    resolutionClasses: { class: string; yuanPerSecond: number }[]
    testVectors: { width: number; height: number; class: string | null }[]
  }
  free: { actions: string[] }
}

interface CtyunFacts {
  capabilities: { id: string; status: string; packages: { id: string; calls: number; priceCny: number }[] }[]
}

const aliyun = read('aliyun-viapi-pricing.json') as AliyunFacts
const ctyun = read('ctyun-pricing.json') as CtyunFacts
const hundredths = (yuan: number) => Math.round(yuan * 10_000)
const fen = (yuan: number) => Math.round(yuan * 100)

describe("the list of Aliyun is the document's", () => {
  it.each(aliyun.capabilities)('$action', ({ action, payAsYouGoTiers, prepaid }) => {
    const price = aliyunViapiPrices.capabilities[action]!
    expect(price.status).toBe('commercial')
    expect(price.tiers).toEqual(
      payAsYouGoTiers.map(({ toCalls, yuanPerCall }) => ({ upTo: toCalls, price: hundredths(yuanPerCall) })),
    )
    expect(price.pool!.unitsPerCall).toBe(Math.round(prepaid.pointsPerCall * 100))
    const { pool, unitsPerCall } = poolOf('aliyun-viapi', action)
    expect(
      pool.sizes.map(({ units, listPrice, price: inForce, firstOrderPrice }) => ({
        units,
        listPrice,
        inForce,
        firstOrderPrice,
      })),
    ).toEqual(
      prepaid.packages.map(({ points, listPriceYuan, discountedPriceYuan, offer }) => ({
        units: points * 100,
        listPrice: fen(listPriceYuan),
        inForce: fen(discountedPriceYuan),
        firstOrderPrice: offer === null ? null : 1,
      })),
    )
    for (const { points, callable } of prepaid.packages) {
      const calls = Math.floor((points * 100) / unitsPerCall)
      // Never more than the points pay for; the stated counts are at most one call above.
      expect(calls * unitsPerCall).toBeLessThanOrEqual(points * 100)
      expect(callable - calls).toBeGreaterThanOrEqual(0)
      expect(callable - calls).toBeLessThanOrEqual(1)
    }
  })

  it('has what is in public beta, and the seconds of video', () => {
    expect(aliyun.free.actions.filter((action) => priceOf('aliyun-viapi', action).status !== 'free-beta')).toEqual([])
    const video = priceOf('aliyun-viapi', 'RecognizeVideoCharacter').video!
    expect(video.freeSeconds).toBe(aliyun.video.freeSecondsPerCalendarMonth)
    expect(video.prices).toEqual(
      Object.fromEntries(aliyun.video.resolutionClasses.map((row) => [row.class, hundredths(row.yuanPerSecond)])),
    )
  })

  it.each(aliyun.video.testVectors)('a video of $width x $height', ({ width, height, class: named }) => {
    // Sizes that the document's table leaves out are 4K by its note.
    expect(videoClass(width, height)).toBe(named ?? '4K')
  })
})

describe("the list of CTyun is the document's", () => {
  it.each(ctyun.capabilities)('$id', ({ id, status, packages }) => {
    expect(ctyunPrices.capabilities[id]!.status).toBe(status === 'commercial' ? 'commercial' : 'limited-free')
    expect(poolOf('ctyun', id).pool.sizes.map((size) => [size.id, size.units, size.price])).toEqual(
      packages.map((size) => [size.id, size.calls, fen(size.priceCny)]),
    )
  })
})

it('says of providers without a list that they have none', () => {
  expect(priceOf('huawei-ocr', 'huawei.ocr.passport')).toEqual({ status: 'unpriced', pool: null, tiers: [] })
  expect(poolOf('huawei-ocr', 'huawei.ocr.passport')).toMatchObject({
    pool: { id: 'huawei.ocr.passport', unit: 'call', sizes: [] },
    unitsPerCall: 1,
  })
})
