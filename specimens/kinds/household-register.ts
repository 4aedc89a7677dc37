import { isoDate, randomDay } from '../dates.ts'
import { frame, ink, markSpecimen, printForm, rule, startPaper, type FormEntry } from '../form.ts'
import { drawOfficialSeal } from '../official-seals.ts'
import { hsl } from '../paper.ts'
import { inventChinesePerson, inventIdNumber } from '../people.ts'
import { inventAddress } from '../places.ts'
import type { SpecimenKind } from './kind.ts'

/** A page of the household register (常住人口登记卡, 143 x 105 mm). */
export const householdRegister: SpecimenKind = {
  kind: 'household-register',
  surroundings: 'book',
  draw(random) {
    const sheet = startPaper(
      'household-register',
      random,
      { width: 143, height: 105 },
      { pixels: random.integer(1150, 1500), hue: random.pick([45, 30, 350]), lightness: 95 },
    )
    const line = hsl(20, 30, 40)
    const label = {
      face: random.pick(['serif', 'serif', 'sans'] as const),
      weight: 500,
      size: random.between(2.8, 3.1),
      colour: hsl(20, 30, 22),
    }
    const value = {
      face: random.pick(['sans', 'serif', 'xiaowei'] as const),
      weight: 400,
      size: random.between(3.2, 3.6),
      colour: ink(random),
    }
    const title = sheet.print('常住人口登记卡', 71.5, 10, {
      ...label,
      weight: 700,
      size: 5,
      align: 'centre',
      spacing: 1,
    })
    sheet.truth.regions.title = title.quad
    const person = inventChinesePerson(random)
    const home = inventAddress(random)
    const birth = randomDay(random, 1945, 2020)
    const county =
      /^(.+?(?:县|区|市))(?=[^市县区]*$)/.exec(home.text.replace(/(路|街|镇|乡|里|巷|道|大街).*$/, ''))?.[1] ??
      home.text.slice(0, 6)
    const place = home.text.slice(0, Math.max(6, Math.min(county.length, 12)))
    const number = inventIdNumber(random, home.prefecture, isoDate(birth), person.sex)
    // The printer puts values a little off the form's own lines.
    const slip = random.between(-0.5, 0.9)
    const rows = [14, 22, 30, 38, 46, 54, 62, 70, 78, 88]
    const [left, right] = [7, 136]
    frame(sheet, line, 0.35, left, rows[0]!, right, rows.at(-1)!)
    for (const y of rows.slice(1, -1)) rule(sheet, line, 0.2, [left, y], [right, y])
    const base = (index: number) => rows[index]! + 5.3
    const middle = 80
    for (const x of [30, middle, middle + 26]) rule(sheet, line, 0.2, [x, rows[0]!], [x, rows[8]!])
    rule(sheet, line, 0.2, [30, rows[8]!], [30, rows[9]!])
    const a = 8.5
    const b = random.between(31.5, 36)
    const c = middle + 1.5
    const d = middle + 28
    const two = (part: number) => (random.chance(0.5) ? String(part).padStart(2, '0') : String(part))
    const words = `${birth.year}年${two(birth.month)}月${two(birth.day)}日`
    const numberLabel = random.pick(['公民身份证件编号', '公民身份证件编号', '公民身份号码'])
    const native = random.chance(0.6) ? place : place.slice(0, Math.max(3, place.search(/[省市区]/u) + 1))
    const group = person.ethnicity + (random.chance(0.75) ? '族' : '')
    const slipped = (entries: readonly FormEntry[]) =>
      entries.map((entry) => ({ ...entry, at: [entry.at[0], entry.at[1] + slip] as const }))
    printForm(
      sheet,
      { label, value },
      slipped([
        { label: '姓名', labelAt: [a, base(0)], key: 'name', text: person.name, at: [b, base(0)] },
        {
          label: '户主或与户主关系',
          labelAt: [c, base(0)],
          labelStyle: { ...label, size: 2.8 },
          key: 'relation',
          text: random.pick([
            '户主',
            '妻',
            '长子',
            '长女',
            '孙女',
            '次子',
            '户主',
            '夫',
            '儿媳',
            '外孙女',
            '子',
            '三女',
            '父亲',
            '非亲属',
          ]),
          at: [d, base(0)],
        },
        {
          label: '曾用名',
          labelAt: [a, base(1)],
          text: random.pick(['', '', '', inventChinesePerson(random).name]),
          at: [b, base(1)],
        },
        { label: '性别', labelAt: [c, base(1)], key: 'sex', text: person.sex === 'M' ? '男' : '女', at: [d, base(1)] },
        { label: '出生地', labelAt: [a, base(2)], key: 'birth_place', text: place, at: [b, base(2)] },
        { label: '民族', labelAt: [c, base(2)], key: 'ethnicity', text: group, at: [d, base(2)] },
        { label: '籍贯', labelAt: [a, base(3)], key: 'native_place', text: native, at: [b, base(3)] },
        {
          label: '出生日期',
          labelAt: [c, base(3)],
          key: 'birth_date',
          text: words,
          value: isoDate(birth),
          at: [d, base(3)],
          style: { ...value, size: 3.1 },
        },
        {
          label: random.pick(['本市其他住址', '本市（县）其他住址']),
          labelAt: [a, base(4)],
          labelStyle: { ...label, size: 2.4 },
          text: '',
          at: [b, base(4)],
        },
        { label: '宗教信仰', labelAt: [c, base(4)], text: '', at: [d, base(4)] },
        {
          label: numberLabel,
          labelAt: [a, base(5)],
          labelStyle: { ...label, size: 2.5 },
          key: 'id_number',
          text: number,
          at: [b, base(5)],
        },
        { label: '身高', labelAt: [c, base(5)], text: random.pick(['', '', '172']), at: [d, base(5)] },
        {
          label: '文化程度',
          labelAt: [a, base(6)],
          text: random.pick(['初中', '高中', '大学本科', '', '小学', '研究生教育']),
          at: [b, base(6)],
        },
        { label: '婚姻状况', labelAt: [c, base(6)], text: random.pick(['未婚', '已婚']), at: [d, base(6)] },
        { label: '服务处所', labelAt: [a, base(7)], text: random.pick(['', '', '本市机械厂']), at: [b, base(7)] },
        { label: '职业', labelAt: [c, base(7)], text: '', at: [d, base(7)] },
        {
          label: '何时由何地迁来本址',
          labelAt: [a, base(8) + 1],
          labelStyle: { ...label, size: 2.2 },
          text: '',
          at: [b, base(8)],
        },
        { label: '承办人签章:', labelAt: [20, 96], text: '', at: [0, 0] },
        {
          label: '登记日期:',
          labelAt: [84, 96],
          text: `${random.integer(2005, 2022)}年${random.integer(1, 12)}月${random.integer(1, 28)}日`,
          at: [100, 96],
        },
      ]),
    )
    // The register's seal stands at the foot, or over the upper lines.
    const seal = random.pick([
      { x: 118, y: 88, radius: 8.5 },
      { x: 118, y: 90, radius: 10 },
      { x: 62, y: 36, radius: 11 },
    ])
    const printed = drawOfficialSeal(sheet, {
      ...seal,
      name: home.authority.slice(0, 11),
      lines: ['户口专用'],
      turn: random.between(-0.2, 0.2),
      colour: hsl(4, 80, 48, 0.75),
    })
    sheet.truth.regions['register-stamp'] = printed.quad
    markSpecimen(sheet, 8, 102.5, 2.6)
    return sheet
  },
}
