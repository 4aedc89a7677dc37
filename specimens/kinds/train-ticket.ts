import { digitsOf, yuan } from '../business.ts'
import { isoDate, randomDay } from '../dates.ts'
import { markSpecimen, rule, startPaper } from '../form.ts'
import { hsl } from '../paper.ts'
import { inventChinesePerson, inventIdNumber } from '../people.ts'
import { inventAddress } from '../places.ts'
import type { TextStyle } from '../sheet.ts'
import type { SpecimenKind } from './kind.ts'

const stations: readonly (readonly [string, string])[] = (
  '杭州东:Hangzhoudong 上海虹桥:Shanghaihongqiao 南京南:Nanjingnan 苏州:Suzhou 北京南:Beijingnan 武汉:Wuhan 长沙南:Changshanan 广州南:Guangzhounan ' +
  '成都东:Chengdudong 西安北:Xianbei 天津西:Tianjinxi 济南西:Jinanxi 合肥南:Hefeinan 福州:Fuzhou 厦门北:Xiamenbei 深圳北:Shenzhenbei'
)
  .split(' ')
  .map((pair) => pair.split(':') as [string, string])

/** The blue magnetic ticket (85.6 x 54 mm) of the Chinese railway. */
export const trainTicket: SpecimenKind = {
  kind: 'train-ticket',
  surroundings: 'card',
  draw(random) {
    const sheet = startPaper(
      'train-ticket',
      random,
      { width: 85.6, height: 54 },
      { pixels: random.integer(950, 1350), hue: random.pick([200, 195, 345]), lightness: 90 },
    )
    const { context } = sheet
    context.fillStyle = hsl(205, 50, 70)
    context.fillRect(0, 48.5, sheet.width, 5.5)
    const black = hsl(0, 0, random.between(6, 18))
    const text: TextStyle = { face: 'sans', weight: 400, size: 3.4, colour: black }
    const big: TextStyle = { ...text, weight: 500, size: 5 }
    const small: TextStyle = { ...text, size: 2.6 }
    sheet.print(`${random.pick(['A', 'E', 'Z', 'K'])}${digitsOf(random, 6)}`, 6, 6.4, {
      ...text,
      size: 4,
      colour: hsl(4, 70, 42),
    })
    sheet.print(`检票:${random.integer(1, 24)}${random.pick(['A', 'B', ''])}`, 64, 6, small)
    const [from, to] = random.sample(stations, 2) as [readonly [string, string], readonly [string, string]]
    const train = `${random.pick(['G', 'G', 'D', 'K', 'Z', 'T'])}${digitsOf(random, random.pick([2, 3, 4]))}`
    const style = (name: string): TextStyle => (name.length > 3 ? { ...big, size: 4.3 } : big)
    const fromLine = sheet.print(from[0], 8, 14, style(from[0]))
    sheet.print('站', 26.5, 14, { ...text, size: 3.6 })
    const toLine = sheet.print(to[0], 55.5, 14, style(to[0]))
    sheet.print('站', 75, 14, { ...text, size: 3.6 })
    sheet.field('departure_station', `${from[0]}站`, [fromLine])
    sheet.field('arrival_station', `${to[0]}站`, [toLine])
    sheet.field('train_number', train, [sheet.print(train, 42.8, 13.6, { ...big, size: 4.6, align: 'centre' })])
    rule(sheet, black, 0.3, [34, 15.2], [51, 15.2], [49.2, 14.4])
    sheet.print(from[1], 9, 17.8, { ...small, face: 'roman' })
    sheet.print(to[1], 57, 17.8, { ...small, face: 'roman' })
    const day = randomDay(random, 2012, 2023)
    const two = (count: number) => String(count).padStart(2, '0')
    const time = `${two(random.integer(6, 22))}:${two(random.integer(0, 59))}`
    const printedDate = `${day.year}年${two(day.month)}月${two(day.day)}日${time}开`
    sheet.field('departure_time', `${isoDate(day)}T${time}`, [sheet.print(printedDate, 7, 23.4, text)])
    const seat = `${two(random.integer(1, 16))}车${two(random.integer(1, 18))}${random.pick(['A', 'B', 'C', 'D', 'F'])}号`
    sheet.field('seat', seat, [sheet.print(seat, 56, 23.4, text)])
    const price = random.integer(30, 1800) * 50
    const priceText = `￥${price % 100 === 0 ? yuan(price) : (price / 100).toFixed(1)}元`
    sheet.field('price', yuan(price), [sheet.print(priceText, 7, 29, text)])
    const level = random.pick(['二等座', '一等座', '商务座', '硬座', '软卧'])
    sheet.field('seat_class', level, [sheet.print(level, 56, 29, text)])
    sheet.print('限乘当日当次车', 7, 34.2, text)
    const person = inventChinesePerson(random)
    const id = inventIdNumber(
      random,
      inventAddress(random).prefecture,
      isoDate(randomDay(random, 1950, 2005)),
      person.sex,
    )
    const name = person.name.slice(0, 8)
    sheet.print(`${id.slice(0, 10)}****${id.slice(14)}`, 7, 40, { ...text, size: 3.5 })
    sheet.field('passenger_name', name, [sheet.print(name, 45, 40, { ...text, size: 3.6 })])
    sheet.print('买票请到12306 发货请到95306', 9, 45.6, small)
    sheet.print(`${digitsOf(random, 14)}${random.pick(['A', 'B'])}${digitsOf(random, 6)} ${from[0]}售`, 7, 52.6, small)
    // The square code: drawn for its look only.
    const dots = random.fork('code')
    context.fillStyle = black
    for (let row = 0; row < 20; row++) {
      for (let column = 0; column < 20; column++)
        if (dots.chance(0.5)) context.fillRect(66.5 + column * 0.65, 33.5 + row * 0.65, 0.65, 0.65)
    }
    markSpecimen(sheet, 62, 52.6, 2.2, hsl(205, 30, 30))
    return sheet
  },
}
