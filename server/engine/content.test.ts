import { expect, it } from 'vitest'
import { contentOf } from './content.ts'
import { controlBytes } from './messages.ts'
import { bytesFor, pictureOf, type Picture } from './picture.ts'

const [width, height] = [200, 120]

/** A picture whose light falls off from left to right, with some noise and one rectangle of another colour. */
function pictureWith(rectangle: readonly [number, number, number, number] | null, colour = [30, 30, 30]): Picture {
  const picture = pictureOf({
    pixels: new SharedArrayBuffer(bytesFor(width, height)),
    control: new SharedArrayBuffer(controlBytes),
    width,
    height,
  })
  const { data } = picture.levels[0]!
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [left, top, right, bottom] = rectangle ?? [0, 0, 0, 0]
      const inside = x >= left && x < right && y >= top && y < bottom
      const paper = 235 - Math.floor(x / 4) + ((x * 7 + y * 13) % 5)
      for (let channel = 0; channel < 3; channel++)
        data[3 * (y * width + x) + channel] = inside ? colour[channel]! : paper
    }
  }
  return picture
}

it('leaves out plain paper around what is printed, in whole blocks', () => {
  expect(contentOf(pictureWith([60, 40, 100, 52]))).toEqual({ left: 48, top: 32, right: 112, bottom: 64 })
})

it('sees what differs in one colour only', () => {
  expect(contentOf(pictureWith([60, 40, 100, 52], [220, 60, 220]))).toMatchObject({ left: 48, top: 32 })
})

it('keeps what stands at the edges', () => {
  expect(contentOf(pictureWith([0, 0, 12, 120]))).toEqual({ left: 0, top: 0, right: 16, bottom: height })
  expect(contentOf(pictureWith([190, 110, 200, 120]))).toEqual({ left: 176, top: 96, right: width, bottom: height })
})

it('sees an edge between two blocks', () => {
  expect(contentOf(pictureWith([64, 48, 112, 80]))).toEqual({ left: 48, top: 32, right: 112, bottom: 80 })
})

it('takes all of a picture that is plain all over', () => {
  expect(contentOf(pictureWith(null))).toEqual({ left: 0, top: 0, right: width, bottom: height })
})
