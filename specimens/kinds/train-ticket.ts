import { digitsOf, inventCompany, yuan } from '../business.ts'
import { isoDate, randomDay } from '../dates.ts'
import { frame, markSpecimen, rule, startPaper } from '../form.ts'
import { hsl } from '../paper.ts'
import { inventChinesePerson, inventIdNumber } from '../people.ts'
import { inventAddress } from '../places.ts'
import type { Random } from '../random.ts'
import type { Sheet, TextStyle } from '../sheet.ts'
import type { SpecimenKind } from './kind.ts'

const stations: readonly (readonly [string, string])[] = (
  '杭州东:Hangzhoudong 上海虹桥:Shanghaihongqiao 南京南:Nanjingnan 苏州:Suzhou 北京南:Beijingnan 武汉:Wuhan 长沙南:Changshanan 广州南:Guangzhounan ' +
  '成都东:Chengdudong 西安北:Xianbei 天津西:Tianjinxi 济南西:Jinanxi 合肥南:Hefeinan 福州:Fuzhou 厦门北:Xiamenbei 深圳北:Shenzhenbei ' +
  '北京:Beijing 呼和浩特:Huhehaote 乌鲁木齐南:Wulumuqinan 哈尔滨西:Haerbinxi 海口东:Haikoudong 大理:Dali 上海:Shanghai 三亚:Sanya'
)
  .split(' ')
  .map((pair) => pair.split(':') as [string, string])

const two = (count: number) => String(count).padStart(2, '0')

interface Journey {
  from: readonly [zh: string, latin: string]
  to: readonly [zh: string, latin: string]
  train: string
  date: string
  time: string
  iso: string
  seat: string
  level: string
  /** Fen. */
  price: number
  name: string
  maskedId: string
}

/** A journey with a seat as its class has it: by letter in high-speed trains, by berth in sleepers, or none. */
function inventJourney(random: Random, years: readonly [number, number]): Journey {
  const [from, to] = random.sample(stations, 2) as [Journey['from'], Journey['to']]
  const fast = random.chance(0.6)
  const train = fast
    ? `${random.pick(['G', 'G', 'D', 'C'])}${digitsOf(random, random.pick([2, 3, 4]))}`
    : `${random.pick(['K', 'K', 'Z', 'T'])}${digitsOf(random, random.pick([2, 3, 4]))}`
  const day = randomDay(random, ...years)
  const time = `${two(random.integer(0, 23))}:${two(random.integer(0, 59))}`
  const level = random.pick(
    fast ? ['二等座', '二等座', '一等座', '商务座'] : ['硬座', '新空调硬座', '硬卧', '软卧', '新空调硬卧'],
  )
  const coach = two(random.integer(1, 17))
  const berth = random.pick(level.includes('软卧') ? ['上铺', '下铺'] : ['上铺', '中铺', '下铺'])
  const place = level.includes('卧')
    ? `${two(random.integer(1, 20))}号${berth}`
    : fast
      ? `${two(random.integer(1, 18))}${random.pick(['A', 'B', 'C', 'D', 'F'])}号`
      : `${String(random.integer(1, 118)).padStart(3, '0')}号`
  const standing = !level.includes('卧') && level !== '商务座' && random.chance(0.12)
  const person = inventChinesePerson(random)
  const id = inventIdNumber(
    random,
    inventAddress(random).prefecture,
    isoDate(randomDay(random, 1950, 2005)),
    person.sex,
  )
  return {
    from,
    to,
    train,
    date: `${day.year}年${two(day.month)}月${two(day.day)}日`,
    time,
    iso: `${isoDate(day)}T${time}`,
    seat: standing ? `${coach}车无座` : `${coach}车${place}`,
    level,
    price: random.integer(10, 1800) * 50,
    name: person.name.slice(0, 8),
    maskedId: `${id.slice(0, 10)}****${id.slice(14)}`,
  }
}

/** Draws a square code for its look only. */
function drawDots(sheet: Sheet, random: Random, colour: string, left: number, top: number, side: number): void {
  sheet.context.fillStyle = colour
  const step = side / 20
  for (let row = 0; row < 20; row++) {
    for (let column = 0; column < 20; column++)
      if (random.chance(0.5)) sheet.context.fillRect(left + column * step, top + row * step, step, step)
  }
}

/** Prints both stations, the train between them, and their names in Latin letters. */
function printStations(
  sheet: Sheet,
  { from, to, train }: Journey,
  y: number,
  {
    left,
    right,
    middle,
    big,
    text,
    small,
    whole,
  }: { left: number; right: number; middle: number; big: TextStyle; text: TextStyle; small: TextStyle; whole: boolean },
): void {
  for (const [key, [name, latin], x] of [
    ['departure_station', from, left],
    ['arrival_station', to, right],
  ] as const) {
    const signs = Array.from(name).length
    const style = {
      ...big,
      size: signs > 4 ? big.size * 0.72 : signs > 3 ? big.size * 0.86 : big.size,
      spacing: signs === 2 ? big.size * 0.5 : 0,
    }
    const line = sheet.print(whole ? `${name}站` : name, x, y, style)
    sheet.field(key, `${name}站`, [line])
    if (!whole) sheet.print('站', x + 18.5, y, text)
    sheet.print(latin, x + 1, y + 3.8, { ...small, face: 'roman' })
  }
  sheet.field('train_number', train, [
    sheet.print(train, middle, y - 0.4, { ...big, size: big.size * 0.92, align: 'centre' }),
  ])
  rule(sheet, text.colour, 0.3, [middle - 8.5, y + 1.2], [middle + 8.5, y + 1.2], [middle + 6.6, y + 0.4])
}

/** The blue magnetic ticket (85.6 x 54 mm) and the red paper one in the same arrangement. */
function drawPaperTicket(random: Random): Sheet {
  const blue = random.chance(0.7)
  const sheet = startPaper(
    'train-ticket',
    random,
    { width: 85.6, height: 54 },
    { pixels: random.integer(950, 1350), hue: blue ? random.pick([200, 195]) : 345, lightness: 90 },
  )
  const { context } = sheet
  if (blue) {
    context.fillStyle = hsl(205, 50, 70)
    context.fillRect(0, 48.5, sheet.width, 5.5)
  }
  const black = hsl(0, 0, random.between(6, 22))
  const text: TextStyle = { face: random.pick(['sans', 'sans', 'serif']), weight: 400, size: 3.4, colour: black }
  const big: TextStyle = { ...text, weight: 500, size: 5 }
  const small: TextStyle = { ...text, size: 2.6 }
  const serial = `${random.pick(['A', 'E', 'Z', 'K'])}${digitsOf(random, 6)}`
  sheet.print(serial, 6, 6.4, { ...text, size: 4, colour: hsl(4, 70, 42) })
  if (random.chance(0.8))
    sheet.print(`检票${random.pick([':', '口'])}${random.integer(1, 24)}${random.pick(['A', 'B', ''])}`, 64, 6, small)
  const journey = inventJourney(random, [2010, 2023])
  printStations(sheet, journey, 14, {
    left: 8,
    right: 55.5,
    middle: 42.8,
    big,
    text: { ...text, size: 3.6 },
    small,
    whole: false,
  })
  const { date, time, iso, seat, level, price, name, maskedId } = journey
  const apart = random.chance(0.3) ? ' ' : ''
  sheet.field('departure_time', iso, [sheet.print(`${date}${apart}${time}开`, 7, 23.4, text)])
  sheet.field('seat', seat, [sheet.print(seat, 56, 23.4, text)])
  const priceText = `${random.pick(['￥', '¥'])}${price % 100 === 0 ? yuan(price) : (price / 100).toFixed(1)}元`
  sheet.field('price', yuan(price), [sheet.print(priceText, 7, 29, text)])
  const mark = random.pick(['', '网', '网', '学', '惠'])
  if (mark !== '') sheet.print(mark, 40, 29, text)
  sheet.field('seat_class', level, [sheet.print(level, 56, 29, text)])
  sheet.print(random.pick(['限乘当日当次车', '限乘当日当次车', '在3日内到有效', '始发改签']), 7, 34.2, text)
  if (random.chance(0.15)) sheet.print(`退票费:￥${random.integer(1, 40)}.0元`, 36, 34.2, small)
  sheet.print(maskedId, 7, 40, { ...text, size: 3.5 })
  sheet.field('passenger_name', name, [sheet.print(name, 45, 40, { ...text, size: 3.6 })])
  sheet.print(random.pick(['买票请到12306 发货请到95306', '欢度国庆 祝福祖国', '报销凭证 遗失不补']), 9, 45.6, small)
  sheet.print(
    `${digitsOf(random, 14)}${random.pick(['A', 'B'])}${digitsOf(random, 6)} ${journey.from[0]}售`,
    7,
    52.6,
    small,
  )
  drawDots(sheet, random.fork('code'), black, 66.5, 33.5, 13)
  markSpecimen(sheet, 62, 52.6, 2.2, hsl(205, 30, 30))
  return sheet
}

/** The electronic invoice that is a ticket (铁路电子客票, since November 2024). */
function drawElectronicTicket(random: Random): Sheet {
  const sheet = startPaper('train-ticket', random, { width: 160, height: 90 }, { pixels: random.integer(1100, 1500) })
  const red = hsl(8, 60, 38)
  const black = hsl(0, 0, random.between(6, 18))
  const text: TextStyle = { face: random.pick(['sans', 'serif']), weight: 400, size: 3.6, colour: black }
  const big: TextStyle = { ...text, weight: 500, size: 6 }
  const small: TextStyle = { ...text, size: 3 }
  sheet.print('电子发票（铁路电子客票）', 80, 12, {
    ...text,
    face: 'serif',
    weight: 700,
    size: 5.6,
    colour: red,
    align: 'centre',
  })
  frame(sheet, red, 0.3, 6, 24, 154, 80)
  sheet.print(`发票号码：${random.integer(24, 25)}${digitsOf(random, 18)}`, 8, 21, { ...small, colour: red })
  const issued = randomDay(random, 2024, 2025)
  sheet.print(`开票日期：${issued.year}年${two(issued.month)}月${two(issued.day)}日`, 108, 21, {
    ...small,
    colour: red,
  })
  const journey = inventJourney(random, [2024, 2025])
  printStations(sheet, journey, 34, { left: 22, right: 102, middle: 80, big, text, small, whole: random.chance(0.7) })
  const { date, time, iso, seat, level, price, name, maskedId } = journey
  const when = sheet.print(`${date}${' '.repeat(random.integer(1, 4))}${time}开`, 12, 48, text)
  sheet.field('departure_time', iso, [when])
  sheet.field('seat', seat, [sheet.print(seat, 84, 48, text)])
  sheet.field('seat_class', level, [sheet.print(level, 122, 48, text)])
  sheet.print('票价：', 12, 56, text)
  sheet.field('price', yuan(price), [
    sheet.print(`${random.pick(['￥', '¥'])}${yuan(price)}`, 12 + sheet.measure('票价：', text), 56, text),
  ])
  sheet.print(maskedId, 12, 63, text)
  sheet.field('passenger_name', name, [sheet.print(name, 60, 63, text)])
  sheet.print(`电子客票号：${digitsOf(random, 20)}`, 12, 70, small)
  const company = inventCompany(random)
  sheet.print(`购买方名称：${company.name}`, 8, 77, small)
  sheet.print(`统一社会信用代码：${company.creditCode}`, 84, 77, small)
  sheet.print(random.pick(['买票请到12306 发货请到95306', '中国铁路祝您旅途愉快']), 12, 86, small)
  drawDots(sheet, random.fork('code'), black, 130, 52, 18)
  markSpecimen(sheet, 110, 86, 2.6)
  return sheet
}

/** Tickets of the Chinese railway: the blue magnetic one, the red paper one, and the electronic invoice. */
export const trainTicket: SpecimenKind = {
  kind: 'train-ticket',
  surroundings: 'card',
  draw: (random) => (random.chance(0.3) ? drawElectronicTicket(random) : drawPaperTicket(random)),
}
