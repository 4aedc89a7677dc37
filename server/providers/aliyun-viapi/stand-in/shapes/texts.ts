import { boundsOf, contains, quadOfBounds, type Quad } from '../../../../contract/geometry.ts'
import type { Line } from '../../../../contract/result.ts'
import type { StandInReading } from '../../../stand-in.ts'
import { Refused } from '../refused.ts'
import { flat8, ltwh, points, turnedBox } from './boxes.ts'
import { fieldOf, fieldsOf, regionsOf, valuesOf, score } from './values.ts'

/** Texts, seals, signs, codes and checks, in the shapes of capabilities.json. */

const turned = (quad: Quad) => {
  const { left, top, width, height, angle } = turnedBox(quad)
  return { Left: left, Top: top, Angle: angle, Height: height, Width: width }
}

/** The height of a text, across the way it runs. */
const textHeight = ({ quad: [topLeft, , , bottomLeft] }: Line) =>
  Math.hypot(bottomLeft[0] - topLeft[0], bottomLeft[1] - topLeft[1])

/** @param minHeight the smallest height of text to look for, pixels @param withProbability OutputProbability */
export function character(reading: StandInReading, minHeight: number, withProbability: boolean) {
  return {
    Results: reading.lines
      .filter((line) => textHeight(line) >= minHeight)
      .map(({ text, quad, confidence }) => ({
        TextRectangles: turned(quad),
        ...(withProbability && { Probability: score(confidence) }),
        Text: text,
      })),
  }
}

/** One page: up to five are accepted, but the answer describes a single one (capabilities.json, contradictions). Invention: it is the first. */
export function pdfPage(reading: StandInReading) {
  const { width, height } = reading
  return {
    WordsInfo: reading.lines.map(({ text, quad }) => {
      const { left, top, width: w, height: h, angle } = turnedBox(quad)
      return { Word: text, Angle: angle, X: left, Positions: points(quad), Y: top, Height: h, Width: w }
    }),
    OrgWidth: Math.round(width),
    Angle: 0,
    OrgHeight: Math.round(height),
    Height: Math.round(height),
    PageIndex: 1,
    Width: Math.round(width),
  }
}

const centreOf = (...quads: readonly Quad[]): [number, number] => {
  const { left, top, right, bottom } = boundsOf(...quads)
  return [(left + right) / 2, (top + bottom) / 2]
}

/** One entry a stamp: its main text, and what else stands in it. Texts without a place belong to the only stamp. */
export function stamp(reading: StandInReading) {
  const stamps = regionsOf(reading, 'stamp')
  const main = fieldsOf(reading, 'stamp_text')
  if (stamps.length === 0 && main.length === 0) {
    throw new Refused(
      reading.lines.length === 0 ? 'InvalidResult' : 'InvalidImage.Category',
      'No stamp was found in the image.',
    )
  }
  const within = (quads: readonly Quad[], quad: Quad | undefined) =>
    quad === undefined || stamps.length <= 1 || (quads.length > 0 && contains(quad, centreOf(...quads)))
  const places: (Quad | undefined)[] = stamps.length > 0 ? stamps.map(({ quad }) => quad) : [undefined]
  return {
    Results: places.map((quad) => {
      const [text] = main.filter(({ quads }) => within(quads, quad))
      const others = fieldsOf(reading, 'other_text').filter(({ quads }) => within(quads, quad))
      const around = quad ?? (text && text.quads.length > 0 ? text.quads[0] : undefined)
      return {
        ...(text && { Text: { Confidence: score(text.confidence), Content: text.value } }),
        ...(around && { Roi: ltwh(around) }),
        GeneralText: others.map(({ value, confidence }) => ({ Confidence: score(confidence), Content: value })),
      }
    }),
  }
}

const signTags: Readonly<Record<string, string>> = {
  sign_name: 'name',
  address: 'address',
  phone: 'phone',
  other_text: 'other',
}

/** Every text of the sign with its role; without roles every line is `other`. */
export function poiName(reading: StandInReading) {
  const tagged = Object.entries(signTags).flatMap(([key, Tag]) =>
    fieldsOf(reading, key).map((field) => ({ ...field, Tag })),
  )
  const untagged = reading.lines.map(({ text, quad, confidence }) => ({
    value: text,
    quads: [quad],
    confidence,
    Tag: 'other',
  }))
  const texts = (tagged.length > 0 ? tagged : untagged).filter(({ quads }) => quads.length > 0)
  if (texts.length === 0) throw new Refused('InvalidResult', 'No text was recognized in the image.')
  const brand = fieldOf(reading, 'brand')
  return {
    Signboards: [
      {
        Texts: texts.map(({ value, quads, confidence, Tag }) => ({
          Score: score(confidence),
          Type: 'text',
          Points: flat8(quads.length > 1 ? quadOfBounds(boundsOf(...quads)) : quads[0]!),
          Label: value,
          Tag,
        })),
      },
    ],
    Summary: { Brand: brand?.value ?? '', Score: brand ? score(brand.confidence) : 0 },
  }
}

/** One element of RecognizeQrCode. Invention: a code that was decoded passed its own check, so its class is as sure as can be. */
export function qrCode(reading: StandInReading, ImageURL: string, TaskId: string) {
  const contents = valuesOf(reading, 'content')
  const result =
    contents.length > 0
      ? { Suggestion: 'review', QrCodesData: contents, Label: 'qrcode', Rate: 99.99 }
      : { Suggestion: 'pass', Label: 'normal', Rate: 99.99 }
  return { ImageURL, TaskId, Results: [result] }
}

export function cardScreenshot(reading: StandInReading) {
  const of = (key: string) => fieldOf(reading, key)?.value
  const [isCard, isBlurred, isRecaptured] = ['is_card', 'is_blurred', 'is_recaptured'].map(of)
  if (isCard === undefined || isRecaptured === undefined) {
    throw new Refused('InvalidResult', 'The image could not be judged.')
  }
  const score = of('recapture_score')
  return {
    SpoofResult: {
      ResultMap: { ...(score !== undefined && { ScreenScore: Number(score) }), ScreenThreshold: 90 },
      IsSpoof: isRecaptured === 'true',
    },
    IsBlur: isBlurred === 'true',
    IsCard: isCard === 'true',
  }
}

export interface FrameReading {
  timeMs: number
  reading: StandInReading
}

/** Frames without text are left out. The table gives seconds, though its example cannot be seconds. */
export function video(frames: readonly FrameReading[], inputFile: string) {
  const first = frames[0]?.reading
  return {
    Width: first?.width ?? 0,
    Height: first?.height ?? 0,
    Frames: frames
      .filter(({ reading }) => reading.lines.length > 0)
      .map(({ timeMs, reading }) => ({
        Timestamp: Math.round(timeMs / 1000),
        Elements: reading.lines.map(({ text, quad, confidence }) => ({
          Score: score(confidence),
          Text: text,
          TextRectangles: [turned(quad)],
        })),
      })),
    InputFile: inputFile,
  }
}
