import { banks, inventCardNumber } from '../business.ts'
import { markSpecimen, printForm } from '../form.ts'
import { hsl, drawRosette } from '../paper.ts'
import { inventChinesePerson } from '../people.ts'
import type { TextStyle } from '../sheet.ts'
import { startCard } from './id-card-front.ts'
import type { SpecimenKind } from './kind.ts'

/** In groups of four, the rest at the end, as cards print it. */
const grouped = (number: string) => number.replace(/(\d{4})(?=\d)/g, '$1 ')

export const bankCard: SpecimenKind = {
  kind: 'bank-card',
  surroundings: 'card',
  draw(random) {
    const hue = random.pick([210, 230, 0, 160, 280, 25])
    const sheet = startCard('bank-card', random, hue)
    const { context } = sheet
    context.fillStyle = hsl(hue, 45, random.between(24, 38), 0.9)
    context.fillRect(0, 0, sheet.width, sheet.height)
    drawRosette(context, random, 62, 30, 26, hsl(hue, 40, 60, 0.18))
    const light = hsl(45, 15, 94)
    const face = random.pick(['sans', 'serif'] as const)
    const small: TextStyle = { face: 'sans', size: random.between(1.7, 2), colour: light }
    const [bank, latin] = random.pick(banks)
    // The chip.
    context.fillStyle = hsl(45, 55, 70)
    context.beginPath()
    context.roundRect(8, 18.5, 11, 8.5, 1.2)
    context.fill()
    const number = inventCardNumber(random, random.pick([16, 19, 19]))
    const numberStyle: TextStyle = {
      face: random.pick(['mono', 'sans', 'ocr-b'] as const),
      weight: random.pick([400, 700]),
      size: 4.7,
      colour: random.pick([light, hsl(45, 45, 82)]),
    }
    const room = 72 / sheet.measure(grouped(number), numberStyle)
    if (room < 1) numberStyle.size *= room
    const month = `${String(random.integer(1, 12)).padStart(2, '0')}/${random.integer(26, 38)}`
    const holder = inventChinesePerson(random)
    const name = [holder.surnameLatin, holder.givenLatin].filter((part) => part !== '').join(' ')
    const withHolder = random.chance(0.6)
    const credit = random.chance(0.6)
    printForm(sheet, { label: small, value: { ...small, size: 3 } }, [
      {
        key: 'bank_name',
        text: bank,
        at: [8, 9.5],
        style: { face, weight: 700, size: random.between(4.4, 5.2), colour: light },
      },
      { text: latin, at: [8, 13], style: { ...small, size: 2.1, spacing: 0.2 } },
      { text: credit ? '信用卡' : '借记卡', at: [66, 9.5], style: { ...small, size: 3 } },
      { key: 'card_number', text: grouped(number), value: number, at: [8, 35.5], style: numberStyle },
      ...(credit
        ? [
            {
              label: 'VALID THRU',
              labelAt: [32, 41] as const,
              key: 'expiry_date',
              text: month,
              at: [45, 41.2] as const,
            },
          ]
        : []),
      ...(withHolder
        ? [{ key: 'card_holder', text: name, at: [8, 48] as const, style: { ...small, size: 3.1, spacing: 0.15 } }]
        : []),
      {
        key: 'card_type',
        text: random.pick(['UnionPay', 'VISA']),
        at: [66, 49],
        style: { face: 'sans', weight: 700, size: 4, colour: light },
      },
    ])
    markSpecimen(sheet, 40, 25, 2.2, hsl(hue, 20, 75))
    return sheet
  },
}
