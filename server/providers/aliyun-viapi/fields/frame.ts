import type { Point, Quad, Size } from '../../../contract/geometry.ts'
import { scaledQuad } from '../../geometry.ts'
import { numberOf } from '../../values.ts'
import { child, type Native } from './native.ts'

/**
 * Answers that turned or enlarged the picture before they read it: Width and Height are the picture that the corners speak of, OrgWidth and OrgHeight
 * the one that was sent, Angle says which way its top points (0 up, 90 right, 180 down, 270 left; RecognizeQuotaInvoice). In the example of
 * RecognizePdf the corners lie beyond OrgWidth, and in that of RecognizeQuotaInvoice Width and Height are what a turn by Angle makes of the original.
 */
export function frameOf(data: Native, page: Size | null): (quad: Quad | null) => Quad | null {
  const number = (name: string) => numberOf(child(data, name).value) ?? 0
  const turned: Size = { width: number('Width'), height: number('Height') }
  const sent: Size = { width: number('OrgWidth'), height: number('OrgHeight') }
  const angle = (number('Angle') * Math.PI) / 180
  if (!(turned.width > 0 && turned.height > 0)) return (quad) => quad
  const original = sent.width > 0 && sent.height > 0 ? sent : turned
  const [cosine, sine] = [Math.cos(angle), Math.sin(angle)]
  const around = {
    width: original.width * Math.abs(cosine) + original.height * Math.abs(sine),
    height: original.width * Math.abs(sine) + original.height * Math.abs(cosine),
  }
  const turnedBack = ([x, y]: Point): Point => {
    const across = ((x - turned.width / 2) * around.width) / turned.width
    const down = ((y - turned.height / 2) * around.height) / turned.height
    return [original.width / 2 + across * cosine - down * sine, original.height / 2 + across * sine + down * cosine]
  }
  const tidy = (value: number) => Math.round(value * 1000) / 1000
  return (quad) => {
    if (quad === null) return null
    const back = quad.map(turnedBack) as Quad
    const onPage = page === null ? back : scaledQuad(back, original, page)
    return onPage && (onPage.map(([x, y]): Point => [tidy(x), tidy(y)]) as Quad)
  }
}
