import { addYears, dayBefore, isoDate, randomDay, type Day } from '../dates.ts'
import type { Holder } from '../mrz.ts'
import { drawPortrait, hsl } from '../paper.ts'
import { pageSize, printMrz, startPage } from '../passport-page.ts'
import { inventChinesePerson, type ChinesePerson } from '../people.ts'
import { passportProvinces } from '../places.ts'
import type { Random } from '../random.ts'
import { part, type Sheet, type TextStyle } from '../sheet.ts'
import { inventNumber } from '../travellers.ts'
import type { TrueLine } from '../truth.ts'
import type { SpecimenKind } from './kind.ts'
import { inScene } from './passport.ts'

/** An invented holder of a Chinese ordinary passport. */
export function inventChineseHolder(random: Random): { person: ChinesePerson; holder: Holder; issue: Day } {
  const person = inventChinesePerson(random)
  const issue = randomDay(random, 2012, 2024)
  const birth = randomDay(random, 1945, 2008)
  const holder: Holder = {
    documentCode: 'PO',
    issuer: 'CHN',
    surname: person.surnameLatin,
    givenName: person.givenLatin,
    number: inventNumber(random, random.pick(['GNNNNNNNN', 'ENNNNNNNN', 'EANNNNNNN'])),
    nationality: 'CHN',
    birth,
    sex: person.sex,
    // Ten years for grown-ups, five below sixteen (Passport Law, article 7), ending the day before.
    expiry: dayBefore(addYears(issue, issue.year - birth.year >= 16 ? 10 : 5)),
    emptyDigit: random.chance(0.35) ? '<' : '0',
    optional: random.chance(0.6)
      ? `${Array.from({ length: 12 }, () => random.pick(Array.from('ABCDEFGHIJKLMNOP'))).join('')}A9`
      : '',
  }
  return { person, holder, issue }
}

/** The page by itself. */
function drawPage(random: Random): Sheet {
  const hue = random.pick([30, 345, 210, 160, 45])
  const sheet = startPage('passport-cn', random, hue)
  const { person, holder, issue } = inventChineseHolder(random)
  const face = random.pick(['sans', 'serif', 'sans'] as const)
  const stroke = random.pick(['/', '/', ' / '])
  // Labels part their languages as values do, or by a blank.
  const joint = random.chance(0.15) ? ' ' : stroke
  // The pages of 2007 have surname and given names one below the other, each with its label.
  const rows = random.chance(0.25)
  const label: TextStyle = {
    face,
    size: random.between(1.95, 2.2),
    colour: hsl(hue + random.pick([0, 180]), random.between(10, 50), random.between(22, 40)),
  }
  const value: TextStyle = {
    face,
    weight: random.pick([400, 500, 700]),
    size: random.between(2.9, 3.25),
    colour: hsl(0, 0, random.between(4, 18)),
  }
  const latin: TextStyle = { ...value, face: random.pick([face, 'roman', 'sans'] as const) }
  const shift = random.between(-0.8, 0.8)
  const left = 43 + random.between(-1.2, 1.2)
  const right = left + 42 + random.between(-1, 1)
  const step = rows ? random.between(7.7, 7.9) : random.between(8.2, 8.6)
  const row = (index: number) => 15.6 + shift + index * step
  const under = random.between(3.4, 3.75)
  const place = (zh: string, en: string, text: string, x: number, index: number, style = value): TrueLine => {
    sheet.print(`${zh}${joint}${en}`, x, row(index), label)
    return sheet.print(text, x, row(index) + under, style)
  }
  const chineseMonth = random.chance(0.5)
  // The wording of the passports of 2012 (01 1月/JAN 2015) and of later ones (01 JAN 2015).
  const months = 'JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC'.split(' ')
  const writeDate = (day: Day) =>
    chineseMonth
      ? `${String(day.day).padStart(2, '0')} ${day.month}月${stroke}${months[day.month - 1]} ${day.year}`
      : `${String(day.day).padStart(2, '0')} ${months[day.month - 1]} ${day.year}`

  const head: TextStyle = {
    face: 'serif',
    weight: 700,
    size: random.between(3.1, 3.6),
    colour: hsl(hue, 45, 26),
    spacing: 0.4,
  }
  sheet.print('护照', 7, 9.2 + shift, head)
  sheet.print('PASSPORT', 17.5, 9.2 + shift, { ...head, face: 'roman', size: head.size * 0.85, spacing: 0.1 })
  sheet.print('中华人民共和国', left, 9.2 + shift, head)
  sheet.print("PEOPLE'S REPUBLIC OF CHINA", left + 31, 9.2 + shift, {
    ...head,
    face: 'roman',
    size: head.size * 0.8,
    spacing: 0,
  })

  sheet.field('document_type', 'P', [place('类型', 'Type', 'P', left, 0, latin)])
  sheet.field('country_code', 'CHN', [place('国家码', 'Country Code', 'CHN', left + 14, 0, latin)])
  sheet.field('passport_number', holder.number, [
    place(random.pick(['护照号', '护照号码']), 'Passport No.', holder.number, right, 0, {
      ...latin,
      size: latin.size * 1.08,
    }),
  ])

  const chinese = place('姓名', 'Name', person.name, left, 1, {
    ...value,
    size: value.size * 1.08,
    spacing: random.pick([0, 0.4]),
  })
  sheet.field('name_chinese', person.name, [chinese])
  // The name needs two lines, which moves the rest down a little.
  const moved = (index: number) => index + (rows ? 0.78 : 0.42)
  if (rows && holder.givenName !== '') {
    const second = 1.89
    sheet.field('surname', holder.surname, [place('姓', 'Surname', holder.surname, left, second, latin)])
    sheet.field('given_name', holder.givenName, [
      place('名', 'Given names', holder.givenName, right - 12, second, latin),
    ])
  } else if (holder.givenName !== '' && person.name.length < 6 && random.chance(0.2)) {
    // Surname and given names under labels of their own, beside the Chinese name.
    const x = Math.max(left + 24, left + sheet.measure(person.name, value) + 5)
    sheet.field('surname', holder.surname, [place('姓', 'Surname', holder.surname, x, 1, latin)])
    const givenX = Math.max(right + 3, x + sheet.measure(holder.surname, latin) + 3)
    sheet.field('given_name', holder.givenName, [place('名', 'Given names', holder.givenName, givenX, 1, latin)])
  } else {
    const comma = random.pick([', ', ','])
    const latinName = holder.givenName === '' ? holder.surname : `${holder.surname}${comma}${holder.givenName}`
    const nameLine = sheet.print(latinName, left, row(1) + under * 2.05, latin)
    sheet.field('surname', holder.surname, [part(nameLine, 0, holder.surname.length)])
    if (holder.givenName !== '')
      sheet.field('given_name', holder.givenName, [part(nameLine, holder.surname.length + 1)])
  }

  const sex = place('性别', 'Sex', `${person.sex === 'M' ? '男' : '女'}${stroke}${person.sex}`, left, moved(2))
  sheet.field('sex', person.sex, [sex])
  sheet.alsoAt('sex', [part(sex, 2)])
  sheet.alsoAt('sex', [part(sex, 0, 1)])
  const nationality = place('国籍', 'Nationality', `中国${stroke}CHINESE`, left + 14, moved(2))
  sheet.field('nationality', 'CHN', [nationality])
  sheet.field('birth_date', isoDate(holder.birth), [
    place('出生日期', 'Date of birth', writeDate(holder.birth), right, moved(2)),
  ])
  const [birthPlace, birthLatin] = random.pick(passportProvinces)
  const [issuePlace, issueLatin] = random.chance(0.6) ? [birthPlace, birthLatin] : random.pick(passportProvinces)
  const birthText = `${birthPlace}${stroke}${birthLatin}`
  const issueText = `${issuePlace}${stroke}${issueLatin}`
  sheet.field('birth_place', birthText, [place('出生地点', 'Place of birth', birthText, left, moved(3))])
  sheet.field('issue_date', isoDate(issue), [place('签发日期', 'Date of issue', writeDate(issue), right, moved(3))])
  sheet.field('issue_place', issueText, [place('签发地点', 'Place of issue', issueText, left, moved(4))])
  sheet.field('expiry_date', isoDate(holder.expiry), [
    place('有效期至', 'Date of expiry', writeDate(holder.expiry), right, moved(4)),
  ])
  const [authority, authorityEnglish] =
    issue.year >= 2019
      ? ['中华人民共和国国家移民管理局', 'National Immigration Administration, PRC']
      : ['公安部出入境管理局', 'MPS Exit & Entry Administration']
  sheet.print(`签发机关${stroke}Authority`, left, row(moved(5)), label)
  sheet.field('issuing_authority', authority, [sheet.print(authority, left, row(moved(5)) + under, value)])
  sheet.print(authorityEnglish, left, row(moved(5)) + under * 1.85, {
    ...label,
    size: label.size * 1.05,
    colour: value.colour,
  })
  sheet.print(`持照人签名${stroke}Bearer's signature`, right + 2, row(moved(5)), label)

  const portrait = { left: 5.5 + random.between(-1, 1), top: 17 + random.between(-1.5, 3), width: 33, height: 43 }
  drawPortrait(sheet.context, random.fork('portrait'), portrait, {
    ground: random.chance(0.7) ? hsl(hue, 10, 92) : undefined,
    grey: random.chance(0.2),
    sex: person.sex,
  })
  sheet.region('portrait', portrait.left, portrait.top, portrait.left + portrait.width, portrait.top + portrait.height)
  if (random.chance(0.5)) {
    sheet.print('样本 SPECIMEN', 22, 67.3, {
      face: 'sans',
      weight: 700,
      size: 3,
      colour: hsl(0, 55, 55, 0.55),
      spacing: 0.3,
      align: 'centre',
    })
  }
  sheet.context.fillStyle = hsl(hue, 20, 96, 0.7)
  sheet.context.fillRect(0, 73, pageSize.width, 15)
  const [, line2] = printMrz(sheet, random, holder, 78 + random.between(-0.4, 0.5))
  sheet.alsoAt('nationality', [part(line2, 10, 13)])
  sheet.alsoAt('sex', [part(line2, 20, 21)])
  if (holder.optional !== '') sheet.field('person_id', holder.optional, [part(line2, 28, 28 + holder.optional.length)])
  return sheet
}

export const passportCn: SpecimenKind = {
  kind: 'passport-cn',
  surroundings: 'book',
  draw: (random) => inScene(random.fork('around'), 'passport-cn', drawPage(random)),
}
