import { amountWords } from '../../server/contract/checks/amount-words.ts'
import { digitsOf, yuan } from '../business.ts'
import { drawSeal, frame, markSpecimen, printForm, startPaper } from '../form.ts'
import { hsl } from '../paper.ts'
import type { SpecimenKind } from './kind.ts'

/** A pre-printed invoice of a fixed amount. */
export const quotaInvoice: SpecimenKind = {
  kind: 'quota-invoice',
  surroundings: 'card',
  draw(random) {
    const hue = random.pick([25, 200, 120, 340])
    const sheet = startPaper(
      'quota-invoice',
      random,
      { width: 120, height: 70 },
      { pixels: random.integer(950, 1300), hue, lightness: 92 },
    )
    const ink = hsl(hue, 50, 26)
    frame(sheet, hsl(hue, 40, 45), 0.5, 3, 3, 117, 67)
    const label = { face: 'serif' as const, weight: 500, size: 3.7, colour: ink }
    const value = { face: 'sans' as const, weight: 400, size: 4, colour: hsl(0, 0, 12) }
    const place = random.pick(['广东省', '浙江省', '湖北省', '北京市', '四川省'])
    sheet.print(`${place}通用定额发票`, 60, 13, { ...label, weight: 700, size: 6, align: 'centre', spacing: 0.4 })
    sheet.print('发 票 联', 60, 19, { ...label, size: 3.6, align: 'centre' })
    const fen = random.pick([100, 200, 500, 1000, 2000, 5000, 10000])
    const withFigures = random.chance(0.7)
    printForm(sheet, { label, value }, [
      { label: '发票代码', labelAt: [38, 27], key: 'invoice_code', text: `1${digitsOf(random, 11)}`, at: [57, 27] },
      {
        label: '发票号码',
        labelAt: [38, 33.5],
        key: 'invoice_number',
        text: digitsOf(random, 8),
        at: [57, 33.5],
        style: { ...value, colour: hsl(4, 70, 38) },
      },
      {
        key: 'amount_words',
        text: amountWords(fen),
        at: [60, 45],
        style: { ...label, weight: 700, size: 7.4, align: 'centre', spacing: 1 },
      },
    ])
    if (withFigures) {
      sheet.field('amount', yuan(fen), [
        sheet.print(`￥${yuan(fen)}`, 60, 53, { ...value, size: 4.4, align: 'centre' }),
      ])
    } else {
      // The figures stand in the corner, as large as the printer could.
      sheet.field('amount', yuan(fen), [sheet.print(`${yuan(fen)}元`, 96, 27, { ...value, size: 4.2 })])
    }
    sheet.print('收款单位(盖章)有效', 10, 62, { ...label, size: 3 })
    sheet.print('开票日期:    年   月   日', 70, 62, { ...label, size: 3 })
    drawSeal(sheet, { x: 19, y: 30, radius: 9, name: `${place}税务局`, inner: '监制', colour: hsl(4, 75, 48, 0.85) })
    markSpecimen(sheet, 92, 64.8, 2.2)
    return sheet
  },
}
