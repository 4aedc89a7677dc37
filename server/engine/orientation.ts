import { Tensor, type InferenceSession } from 'onnxruntime-node'
import type { Character } from '../contract/result.ts'
import { quadOfBox, turned, type Box } from './boxes.ts'
import { cropOf } from './crop.ts'
import type { Picture } from './picture.ts'

export interface Classifier {
  /** Opens it when it is first asked: most pages never do. */
  session: () => Promise<InferenceSession>
}

/** How many lines vote: the longest ones, which the classifier knows best. */
const voters = 6
const classifierWidth = 192
const classifierHeight = 48
/** Below this the classifier is believed; above it the lines are read both ways, so that no upright page is ever turned on its word alone. */
const surelyUpright = 0.4
/** The same where the two ends of lines contradict each other. */
const surelyUprightTorn = 0.3
/** Where each of so many of the longest lines is upright by less than this, at both ends, the others are not asked: most pages. */
const firstVoters = 3
const clearlyUpright = 0.1

/** Columns of a line that stands 48 pixels high. */
const columnsOf = ({ halfWidth, halfHeight }: Box) => (halfWidth / Math.max(halfHeight, 0.5)) * classifierHeight

/**
 * The probability that a line stands on its head, by the classifier: the model looks at the first 192 columns of a 48-pixel line, or at the last.
 */
async function upsideDown(classifier: Classifier, picture: Picture, box: Box, atEnd = false): Promise<number> {
  const full = columnsOf(box)
  const share = Math.min(1, classifierWidth / full)
  const along = (atEnd ? 1 : -1) * box.halfWidth * (1 - share)
  const columns = Math.max(16, Math.min(classifierWidth, Math.round(full)))
  const piece: Box = {
    ...box,
    halfWidth: box.halfWidth * share,
    x: box.x + box.ux * along,
    y: box.y + box.uy * along,
  }
  const crop = cropOf(picture, quadOfBox(piece), columns, classifierHeight)
  const size = classifierWidth * classifierHeight
  const planes = new Float32Array(3 * size)
  for (let plane = 0; plane < 3; plane++) {
    for (let row = 0; row < classifierHeight; row++) {
      const from = (plane * classifierHeight + row) * columns
      planes.set(crop.planes.subarray(from, from + columns), plane * size + row * classifierWidth)
    }
  }
  const session = await classifier.session()
  const tensor = new Tensor('float32', planes, [1, 3, classifierHeight, classifierWidth])
  const answer = await session.run({ [session.inputNames[0]!]: tensor })
  return (answer[session.outputNames[0]!]!.data as Float32Array)[1]!
}

/** By how many quarter turns clockwise the text of upright-sorted boxes is turned: 1 when most of the text stands in tall boxes. */
export function tallTurn(boxes: readonly Box[]): 0 | 1 {
  let tall = 0
  let all = 0
  for (const { halfWidth, halfHeight } of boxes) {
    const length = Math.max(halfWidth, halfHeight)
    if (length < 1.5 * Math.min(halfWidth, halfHeight)) continue
    all += length
    if (halfHeight > halfWidth) tall += length
  }
  return tall > 0.6 * all ? 1 : 0
}

/** The longest lines in reading direction, the earlier first among equals. */
function longest(boxes: readonly Box[]): Box[] {
  return [...boxes].sort((a, b) => b.halfWidth - a.halfWidth).slice(0, voters)
}

/** Of so many lines both ends are looked at, if they are so many times as long as what the classifier sees. */
const bothEnds = 2
const longLine = 3

/**
 * How surely each line stands on its head, or only the first ones where these leave no doubt. Machine-readable zones end in fillers, which the classifier takes for upright either way, so that such a page on its
 * head looks upright from where its lines begin: where the longest lines say one thing at one end and another at the other, both ends of all count.
 */
async function votesOf(
  classifier: Classifier,
  picture: Picture,
  lines: readonly Box[],
): Promise<{ votes: number[]; torn: boolean }> {
  const starts: number[] = []
  const ends = new Map<number, number>()
  const look = async (index: number) => {
    const box = lines[index]!
    if (columnsOf(box) < longLine * classifierWidth) return
    ends.set(index, await upsideDown(classifier, picture, box, true))
  }
  for (const [index, box] of lines.entries()) {
    starts.push(await upsideDown(classifier, picture, box))
    if (index < bothEnds) await look(index)
    const clear = index + 1 === firstVoters && [...starts, ...ends.values()].every((doubt) => doubt < clearlyUpright)
    if (clear) return { votes: starts, torn: false }
  }
  if (![...ends].some(([index, end]) => Math.abs(end - starts[index]!) > 0.5)) return { votes: starts, torn: false }
  for (let index = bothEnds; index < lines.length; index++) await look(index)
  return { votes: starts.map((start, index) => (start + (ends.get(index) ?? start)) / 2), torn: true }
}

/** Signs that neither look the same on their head nor like another sign. */
const telling = /[347AEFGJKLPQRTYaefghkrty]|\p{Script=Han}/u
/** Chinese signs that do look the same, or nearly. */
const symmetric = new Set('一二三十口日田中回工王申目曰亚井丰士土由甲')
/** So many telling signs, read as surely as that, are not read in a line on its head: of 291 lines of tuning seeds that were turned over none had more than one, and nine of ten upright ones had as many. */
const provingSigns = 4
const provingSureness = 0.9

/** Whether a reading alone proves that its line does not stand on its head; otherwise nothing is known. */
export function readsUpright(chars: readonly Pick<Character, 'text' | 'confidence'>[]): boolean {
  const proof = chars.filter(
    ({ text, confidence }) => confidence >= provingSureness && telling.test(text) && !symmetric.has(text),
  )
  return proof.length >= provingSigns
}

/** How well a line reads: the sum of how sure its signs are. */
export type Reader = (box: Box) => Promise<{ confidence: number; length: number }>

export interface Oriented {
  boxes: Box[]
  /** By how many degrees clockwise the picture must be turned so that its text stands upright. */
  rotation: 0 | 90 | 180 | 270
}

/**
 * Votes on how the page's text is turned, and turns the boxes so that their corners run as the text reads.
 */
export async function orient(
  classifier: Classifier,
  picture: Picture,
  boxes: readonly Box[],
  read: Reader,
): Promise<Oriented> {
  if (boxes.length === 0) return { boxes: [], rotation: 0 }
  const quarter = tallTurn(boxes)
  const standing = quarter === 0 ? [...boxes] : boxes.map((box) => turned(box, 1))
  const long = longest(standing)
  let sum = 0
  let weights = 0
  const { votes, torn } = await votesOf(classifier, picture, long)
  for (const [index, vote] of votes.entries()) {
    const box = long[index]!
    const weight = Math.min(4, box.halfWidth / Math.max(box.halfHeight, 0.5))
    sum += weight * vote
    weights += weight
  }
  const doubt = sum / weights
  let over = false
  if (doubt > (torn ? surelyUprightTorn : surelyUpright)) {
    let balance = 0
    for (const box of long) {
      const upright = await read(box)
      const turnedOver = await read(turned(box, 2))
      balance += upright.confidence * upright.length - turnedOver.confidence * turnedOver.length
    }
    over = balance < 0
  }
  const turns = quarter + (over ? 2 : 0)
  // Text that runs along an axis turned clockwise by n quarters stands upright after the picture is turned back by as many.
  const rotation = (((4 - turns) % 4) * 90) as 0 | 90 | 180 | 270
  return { boxes: over ? standing.map((box) => turned(box, 2)) : standing, rotation }
}
