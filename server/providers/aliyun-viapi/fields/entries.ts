import { confidenceOf, textOf } from '../../values.ts'
import { ltwh, numbers, points, shortXywh } from './boxes.ts'
import { createCollector, withRest, type FindingsContext, type Found } from './collect.ts'
import { child, isGiven, items, nativeOf, take } from './native.ts'

/** Stamps: a box for each, texts with probabilities and without boxes of their own. */
export function stamp(value: unknown, context: FindingsContext): Found {
  const data = nativeOf('RecognizeStamp', value)
  const collector = createCollector('stamp', context)
  for (const result of items(child(data, 'Results'))) {
    const [text, roi] = [child(result, 'Text', 'Content'), child(result, 'Roi')]
    const quad = ltwh(roi)
    const confidence = confidenceOf(take(child(result, 'Text', 'Confidence')))
    collector.field(text, { key: 'stamp_text', quads: [quad], confidence })
    collector.region('stamp', roi, quad, { text: text.value, confidence })
    for (const other of items(child(result, 'GeneralText'))) {
      collector.field(child(other, 'Content'), {
        key: 'other_text',
        confidence: confidenceOf(take(child(other, 'Confidence'))),
      })
    }
  }
  return withRest(collector, data)
}

const signKeys: Readonly<Record<string, string>> = { name: 'sign_name', address: 'address', phone: 'phone' }

/** Shop signs: every text with its role, its score and its corners; logos are regions too. */
export function poiName(value: unknown, context: FindingsContext): Found {
  const data = nativeOf('RecognizePoiName', value)
  const collector = createCollector('signboard', context)
  const summary = child(data, 'Summary')
  collector.field(child(summary, 'Brand'), { key: 'brand', confidence: confidenceOf(take(child(summary, 'Score'))) })
  for (const text of items(child(data, 'Signboards')).flatMap((sign) => items(child(sign, 'Texts')))) {
    const [label, box] = [child(text, 'Label'), child(text, 'Points')]
    const quad = numbers(box, 'text')
    const confidence = confidenceOf(take(child(text, 'Score')))
    const tag = textOf(take(child(text, 'Tag')))
    collector.field(label, { key: (tag !== null && signKeys[tag]) || 'other_text', quads: [quad], confidence })
    const type = textOf(take(child(text, 'Type')))
    if (type !== null && type !== 'text') collector.region(type, box, quad, { text: label.value, confidence })
  }
  return withRest(collector, data)
}

const orderKeys: Readonly<Record<string, string>> = {
  shop_name: 'shop_name',
  telephone_number: 'phone',
  packaging_fee: 'packaging_fee',
  delivery_fee: 'delivery_fee',
  total_goods: 'goods_total',
  total_other: 'other_total',
  total_benefits: 'discount_total',
  total_number: 'item_count',
  online_pay: 'paid_online',
  order_number: 'order_number',
  order_time: 'order_time',
}

/** Delivery orders: an entry a field. Its box is top-left and bottom-right, whatever the table says (contradictions). */
export function takeoutOrder(value: unknown, context: FindingsContext): Found {
  const data = nativeOf('RecognizeTakeoutOrder', value)
  const collector = createCollector('takeaway-order', context)
  for (const element of items(child(data, 'Elements'))) {
    const name = textOf(take(child(element, 'Name'))) ?? 'Value'
    collector.field(child(element, 'Value'), {
      key: orderKeys[name],
      name,
      quads: [numbers(child(element, 'Boxes'))],
      confidence: confidenceOf(take(child(element, 'Score'))),
    })
  }
  return withRest(collector, data)
}

/** Plates: the four corners are the number's, the upright box is the plate's; in the example they disagree, and both are kept (boxes-disagree). */
export function licencePlate(value: unknown, context: FindingsContext): Found {
  const data = nativeOf('RecognizeLicensePlate', value)
  const collector = createCollector('licence-plate', context)
  for (const plate of items(child(data, 'Plates'))) {
    const [number, roi] = [child(plate, 'PlateNumber'), child(plate, 'Roi')]
    const box = shortXywh(roi)
    const confidence = confidenceOf(take(child(plate, 'Confidence')))
    collector.field(number, {
      key: 'plate_number',
      quads: [points(child(plate, 'Positions'), 'text') ?? box],
      confidence,
    })
    collector.field(child(plate, 'PlateType'), {
      key: 'plate_type',
      confidence: confidenceOf(take(child(plate, 'PlateTypeConfidence'))),
    })
    collector.region('plate', roi, box, { text: number.value, confidence })
  }
  return withRest(collector, data)
}

/** QR codes: elements in the order of the tasks, which is that of the pages. The rate is that of the class, not of a text. */
export function qrCode(value: unknown, context: FindingsContext): Found {
  const data = nativeOf('RecognizeQrCode', value)
  const collector = createCollector('qr-code', context)
  for (const [page, element] of items(child(data, 'Elements')).entries()) {
    for (const result of items(child(element, 'Results'))) {
      for (const text of items(child(result, 'QrCodesData'))) collector.field(text, { key: 'content', page })
      const confidence = confidenceOf(take(child(result, 'Rate')), 100)
      collector.field(child(result, 'Label'), { page, confidence })
      collector.field(child(result, 'Suggestion'), { page })
    }
    if (isGiven(child(element, 'TaskId'))) collector.field(child(element, 'TaskId'), { page })
    // The address is the request's own, with its signature.
    take(child(element, 'ImageURL'))
  }
  return withRest(collector, data)
}
