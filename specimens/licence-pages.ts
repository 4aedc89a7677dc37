import { digitsOf, inventCompany, inventPlate, inventVin } from './business.ts'
import { addYears, isoDate, randomDay } from './dates.ts'
import { printForm, rule, wrapText, type FormEntry, type FormStyles } from './form.ts'
import { drawSquareSeal } from './licence-paper.ts'
import { drawPortrait, hsl } from './paper.ts'
import { inventChinesePerson, inventIdNumber } from './people.ts'
import { inventAddress } from './places.ts'
import type { Random } from './random.ts'
import type { Sheet } from './sheet.ts'

/** Where a page of a licence stands on the sheet, and whether its values are the ones asked for. */
export interface PagePlace {
  left: number
  top: number
  asked: boolean
  lineColour: string
}

/** Entries moved to where their page stands; those of a page that is not asked for are print like any other. */
function placed(entries: readonly FormEntry[], { left, top, asked }: PagePlace): FormEntry[] {
  const move = ([x, y]: readonly [number, number]) => [x + left, y + top] as const
  return entries.map(({ key, labelAt, at, ...entry }) => ({
    ...entry,
    at: move(at),
    ...(labelAt && { labelAt: move(labelAt) }),
    ...(asked && key !== undefined && { key }),
  }))
}

function rules(sheet: Sheet, { left, top, lineColour }: PagePlace, heights: readonly number[]): void {
  for (const y of heights) rule(sheet, lineColour, 0.15, [left + 3, top + y], [left + 85, top + y])
}

const offices: readonly (readonly [string, string])[] = [
  ['广东省深圳市', '公安局交通警察支队'],
  ['浙江省杭州市', '公安局交通警察支队'],
  ['江苏省徐州市', '公安局交通警察支队'],
  ['四川省成都市', '公安局交通管理局'],
  ['湖南省长沙市', '公安局交通警察支队'],
  ['云南省大理白族自治州', '公安局交通警察支队'],
  ['北京市', '公安局公安交通管理局'],
]

export function inventDriver(random: Random) {
  const person = inventChinesePerson(random)
  const home = inventAddress(random)
  const birth = randomDay(random, 1955, 2003)
  const first = randomDay(random, 2004, 2020)
  const from = random.chance(0.5) ? first : addYears(first, 6)
  return {
    person,
    home,
    birth,
    first,
    from,
    to: addYears(from, random.pick([6, 10])),
    number: inventIdNumber(random, home.prefecture, isoDate(birth), person.sex),
    vehicles: random.pick(['C1', 'C1', 'C1', 'C2', 'B2', 'C1D', 'A2', 'C1E', 'A1A2', 'B1B2', 'C3', 'D']),
    long: random.chance(0.15),
    archive: digitsOf(random, 12),
  }
}

type Driver = ReturnType<typeof inventDriver>

/** Main page of a driving licence; before 2012 it gave the years that it was valid for. */
export function drawDriverFront(
  sheet: Sheet,
  styles: FormStyles,
  random: Random,
  driver: Driver,
  place: PagePlace,
): void {
  const { left, top, asked } = place
  const { person, home, birth, first, from, to, number, long } = driver
  const bold = { ...styles.label, weight: 700 }
  const english = random.chance(0.75)
  const latin = { ...styles.label, face: 'roman' as const, size: 2 }
  const under = (text: string, x: number, y: number): FormEntry[] =>
    english ? [{ text, at: [x, y], style: latin }] : []
  sheet.print('中华人民共和国机动车驾驶证', left + 44, top + 6.4, { ...bold, size: 3.7, align: 'centre', spacing: 0.3 })
  if (english)
    sheet.print("Driving License of the People's Republic of China", left + 44, top + 9.4, {
      ...latin,
      size: 2.2,
      align: 'centre',
    })
  const value = { ...styles.value, spacing: 0.15 }
  const old = random.chance(0.25)
  const right = random.pick([54.5, 56.5])
  const dates = { style: value }
  printForm(
    sheet,
    styles,
    placed(
      [
        {
          label: english ? '证号' : '证号 ',
          labelAt: [22, 14.5],
          key: 'licence_number',
          text: number,
          at: [31, 14.6],
          style: { ...value, face: 'sans', size: 3.4 },
        },
        { label: '姓名', labelAt: [5, 20], key: 'name', text: person.name, at: [15, 20] },
        ...under('Name', 5, 22.3),
        { label: '性别', labelAt: [40, 20], key: 'sex', text: person.sex === 'M' ? '男' : '女', at: [48, 20] },
        ...under('Sex', 40, 22.3),
        { label: '国籍', labelAt: [58, 20], text: '中国', at: [68, 20] },
        ...under('Nationality', 58, 22.3),
        {
          label: '住址',
          labelAt: [5, 26.5],
          key: 'address',
          text: home.text,
          at: [15, 26.5],
          room: random.pick([66, 52]),
          step: 4,
        },
        ...under('Address', 5, 28.8),
        { label: '出生日期', labelAt: [36, 36], text: isoDate(birth), at: [right, 36], ...dates },
        ...under('Date of Birth', 36, 38),
        {
          label: '初次领证日期',
          labelAt: [36, 42],
          key: 'first_issue_date',
          text: isoDate(first),
          at: [right, 42],
          ...dates,
        },
        ...under('Date of First Issue', 36, 44),
        { label: '准驾车型', labelAt: [36, 48.5], key: 'vehicle_class', text: driver.vehicles, at: [right, 48.5] },
        ...under('Class', 36, 50.5),
        ...(old
          ? [
              {
                label: '有效起始日期',
                labelAt: [5, 55.5] as const,
                key: 'valid_from',
                text: isoDate(from),
                at: [26, 55.5] as const,
              },
              {
                label: '有效期限',
                labelAt: [50, 55.5] as const,
                key: 'valid_to',
                text: long ? '长期' : `${to.year - from.year}年`,
                at: [64, 55.5] as const,
              },
            ]
          : []),
      ],
      place,
    ),
  )
  if (!old) {
    sheet.print('有效期限', left + 5, top + 55.5, styles.label)
    if (english) sheet.print('Valid Period', left + 5, top + 57.4, latin)
    const start = left + random.pick([19, 23])
    const fromLine = sheet.print(isoDate(from), start, top + 55.5, value)
    sheet.print('至', start + 19.5, top + 55.5, styles.value)
    const toLine = sheet.print(long ? '长期' : isoDate(to), start + 24, top + 55.5, value)
    if (asked) {
      sheet.field('valid_from', isoDate(from), [fromLine])
      sheet.field('valid_to', long ? '长期' : isoDate(to), [toLine])
    }
  }
  rules(sheet, place, [16.2, 23.4, 32])
  const [where, office] = random.pick(offices)
  const seal =
    where.length > 7
      ? [where.slice(0, 3), where.slice(3), office.slice(0, 5), office.slice(5)]
      : [where, office.slice(0, 5), office.slice(5)]
  const lines = drawSquareSeal(sheet, seal, left + 7, top + 33.4, 17)
  if (asked) sheet.field('issuing_unit', where + office, lines)
  drawPortrait(
    sheet.context,
    random.fork('portrait'),
    { left: left + 76.6, top: top + 33.5, width: 9, height: 12.4 },
    { ground: hsl(0, 0, 97), sex: person.sex },
  )
}

const words = ({ year, month, day }: { year: number; month: number; day: number }, pad = true) => {
  const two = (value: number) => (pad ? String(value).padStart(2, '0') : String(value))
  return `${year}年${two(month)}月${two(day)}日`
}

/** Second page of a driving licence, with a barcode's number under it now and then. */
export function drawDriverBack(
  sheet: Sheet,
  styles: FormStyles,
  random: Random,
  driver: Driver,
  place: PagePlace,
): void {
  const { left, top } = place
  const until = words(randomDay(random, 2019, 2026), random.chance(0.8))
  const record = random.pick([
    `实习期至${until}。`,
    `请于${until}前九十日内申请换领新驾驶证。`,
    `请于每个记分周期结束后三十日内提交身体条件证明。`,
    `自${until}起，有效期起始日期有效。请于${until}前90日内申请换领新驾驶证。`,
    `增加准驾车型${random.pick(['D', 'E', 'B2'])},实习期至${until}。请于每两年的${random.integer(1, 12)}月${random.integer(1, 28)}日前提交《身体条件证明》。`,
    '',
  ])
  const heading = random.pick(['中华人民共和国机动车驾驶证副页', '中华人民共和国机动车驾驶证 副页'])
  sheet.print(heading, left + 44, top + 8, { ...styles.label, weight: 700, size: 3.7, align: 'centre', spacing: 0.2 })
  const side = random.chance(0.3)
  printForm(
    sheet,
    styles,
    placed(
      [
        {
          label: '证号',
          labelAt: [5, 16],
          key: 'licence_number',
          text: driver.number,
          at: [14, 16],
          style: { ...styles.value, spacing: 0.15, size: 3.2 },
        },
        { label: '姓名', labelAt: [5, 24], key: 'name', text: driver.person.name, at: [14, 24] },
        {
          label: '档案编号',
          labelAt: [side ? 38 : 40, 24],
          key: 'archive_number',
          text: driver.archive,
          at: [side ? 60 : 54, 24],
        },
        {
          label: '记录',
          labelAt: [5, 33],
          key: 'record',
          text: record,
          at: [14, 33],
          room: random.pick([68, 60]),
          step: random.pick([4.4, 5]),
        },
        ...(random.chance(0.4)
          ? [{ text: `*${digitsOf(random, 13)}*`, at: [30, 57] as const, style: { ...styles.label, size: 2.2 } }]
          : []),
      ],
      place,
    ),
  )
  rules(sheet, place, [18.5, 27])
}

const vehicleTypes = [
  '小型轿车',
  '小型普通客车',
  '小型越野客车',
  '中型普通客车',
  '重型半挂牵引车',
  '普通二轮摩托车',
  '轻型栏板货车',
  '大型普通客车',
]
const makers = ['远山', '星途者', '海岚', '云雀', '五峰', '东澜', '宝岭(BAOLING)', '特思乐']

export function inventVehicle(random: Random) {
  const registered = randomDay(random, 2008, 2024)
  const letters = random.pick(['', 'B', 'EA', '4G', 'CFN', 'L', 'TZ'])
  return {
    plate: inventPlate(random, random.chance(0.3)),
    type: random.pick(vehicleTypes),
    owner: random.chance(0.3) ? inventCompany(random).name : inventChinesePerson(random).name,
    address: inventAddress(random).text,
    use: random.pick(['非营运', '非营运', '非营运', '营运', '租赁', '货运', '预约出租客运', '营转非']),
    model: `${random.pick(makers)}牌${random.pick(['YS', 'HL', 'YQ', 'CC'])}${digitsOf(random, 4)}${random.pick(['A1', 'BEV', 'K', '', 'PHEV1'])}`,
    vin: inventVin(random),
    engine: `${letters}${digitsOf(random, random.integer(5, 7))}${random.chance(0.15) ? random.pick(['K', 'A']) : ''}`,
    registered,
    issued: random.chance(0.6) ? registered : addYears(registered, random.integer(1, 4)),
    archive: digitsOf(random, 12),
  }
}

type Vehicle = ReturnType<typeof inventVehicle>

/** Main page of a vehicle licence. */
export function drawVehicleFront(
  sheet: Sheet,
  styles: FormStyles,
  random: Random,
  vehicle: Vehicle,
  place: PagePlace,
): void {
  const { left, top } = place
  const english = random.chance(0.75)
  const latin = { ...styles.label, face: 'roman' as const, size: 2 }
  const under = (text: string, x: number, y: number): FormEntry[] =>
    english ? [{ text, at: [x, y], style: latin }] : []
  const value = { ...styles.value, spacing: 0.12 }
  sheet.print('中华人民共和国机动车行驶证', left + 44, top + 6.4, {
    ...styles.label,
    weight: 700,
    size: 3.7,
    align: 'centre',
    spacing: 0.3,
  })
  if (english)
    sheet.print("Vehicle License of the People's Republic of China", left + 44, top + 9.3, {
      ...latin,
      size: 2.2,
      align: 'centre',
    })
  const narrow = { ...value, size: 2.7 }
  printForm(
    sheet,
    styles,
    placed(
      [
        { label: '号牌号码', labelAt: [5, 14.5], key: 'plate_number', text: vehicle.plate, at: [19, 14.5] },
        ...under('Plate No.', 5, 16.8),
        { label: '车辆类型', labelAt: [46, 14.5], key: 'vehicle_type', text: vehicle.type, at: [60, 14.5] },
        ...under('Vehicle Type', 46, 16.8),
        { label: '所有人', labelAt: [5, 21], key: 'owner', text: vehicle.owner, at: [19, 21] },
        ...under('Owner', 5, 23.2),
        {
          label: '住址',
          labelAt: [5, 27.2],
          key: 'address',
          text: vehicle.address,
          at: [19, 27.2],
          room: 64,
          step: 3.7,
        },
        ...under('Address', 5, 29.4),
        { label: '使用性质', labelAt: [5, 35.2], key: 'use_character', text: vehicle.use, at: [19, 35.2] },
        ...under('Use Character', 5, 37.2),
        { label: '品牌型号', labelAt: [38, 35.2], key: 'model', text: vehicle.model, at: [52, 35.2] },
        ...under('Model', 38, 37.2),
        { label: '车辆识别代号', labelAt: [28, 41.5], key: 'vin', text: vehicle.vin, at: [48, 41.5], style: value },
        ...under('VIN', 28, 43.5),
        {
          label: '发动机号码',
          labelAt: [28, 47.6],
          key: 'engine_number',
          text: vehicle.engine,
          at: [48, 47.6],
          style: value,
        },
        ...under('Engine No.', 28, 49.6),
        {
          label: '注册日期',
          labelAt: [28, 53.6],
          key: 'register_date',
          text: isoDate(vehicle.registered),
          at: [39.5, 53.6],
          style: narrow,
        },
        ...under('Register Date', 28, 55.6),
        {
          label: '发证日期',
          labelAt: [58, 53.6],
          key: 'issue_date',
          text: isoDate(vehicle.issued),
          at: [70, 53.6],
          style: narrow,
        },
        ...under('Issue Date', 58, 55.6),
      ],
      place,
    ),
  )
  rules(sheet, place, [18, 24.3, 32.2, 38.2])
  const [where, office] = random.pick(offices.filter(([name]) => name.length <= 7))
  drawSquareSeal(sheet, [where, office.slice(0, 5), office.slice(5)], left + 6, top + 39.4, 17)
}

/** Second page of a vehicle licence: masses of lorries and of cars, inspections over several lines. */
export function drawVehicleBack(
  sheet: Sheet,
  styles: FormStyles,
  random: Random,
  vehicle: Vehicle,
  place: PagePlace,
): void {
  const { left, top, asked } = place
  const lorry = random.chance(0.25)
  const unladen = lorry ? random.integer(4200, 16_000) : random.integer(980, 2400)
  const load = lorry ? `${random.integer(1500, 18_000)}kg` : '--'
  const energy = random.pick([null, '汽油', '纯电', '柴油', '混合动力', '天然气'])
  const cross = random.pick(['×', '×', 'x', 'X'])
  const size = [
    random.integer(3600, lorry ? 11_900 : 5400),
    random.integer(1600, 2490),
    random.integer(1380, 3900),
  ].join(cross)
  const dimension = `${size}mm`
  sheet.print('中华人民共和国机动车行驶证副页', left + 44, top + 6.8, {
    ...styles.label,
    weight: 700,
    size: 3.4,
    align: 'centre',
    spacing: 0.2,
  })
  const [first, second, third, fourth] = [13, 20, 27, 34] as const
  const remark = random.pick(['', '', '强制报废期止:2099-12-31', '变更机动车所有人联系方式'])
  printForm(
    sheet,
    styles,
    placed(
      [
        { label: '号牌号码', labelAt: [5, first], key: 'plate_number', text: vehicle.plate, at: [21, first] },
        { label: '档案编号', labelAt: [46, first], key: 'file_number', text: vehicle.archive, at: [60, first] },
        {
          label: '核定载人数',
          labelAt: [5, second],
          key: 'approved_passengers',
          text: `${random.pick([5, 5, 7, 9, 2, 3, 45])}人`,
          at: [21, second],
        },
        {
          label: '总质量',
          labelAt: [52, second],
          key: 'gross_mass',
          text: `${unladen + random.integer(350, 600)}kg`,
          at: [66, second],
        },
        { label: '整备质量', labelAt: [5, third], key: 'unladen_mass', text: `${unladen}kg`, at: [21, third] },
        {
          label: '核定载质量',
          labelAt: [52, third],
          ...(load !== '--' && { key: 'approved_load' }),
          text: load,
          at: [68, third],
        },
        {
          label: '外廓尺寸',
          labelAt: [5, fourth],
          key: 'overall_dimension',
          text: dimension,
          value: dimension.replace(/[xX]/g, '×'),
          at: [19, fourth],
        },
        {
          label: '准牵引总质量',
          labelAt: [52, fourth],
          ...(lorry && { key: 'traction_mass' }),
          text: lorry ? `${random.integer(9000, 39_000)}kg` : '--',
          at: [71, fourth],
        },
        ...(energy === null
          ? []
          : [
              { label: '能源种类', labelAt: [5, 41] as const, key: 'energy_type', text: energy, at: [21, 41] as const },
            ]),
        { label: '备注', labelAt: [energy === null ? 5 : 44, 41], text: remark, at: [energy === null ? 21 : 52, 41] },
        { label: '检验记录', labelAt: [5, 48], text: '', at: [21, 48] },
        ...(random.chance(0.4)
          ? [{ text: `*${digitsOf(random, 13)}*`, at: [8, 58.6] as const, style: { ...styles.label, size: 2 } }]
          : []),
      ],
      place,
    ),
  )
  const year = random.integer(2016, 2026)
  const count = random.pick([1, 1, 2, 3])
  const city = vehicle.plate.slice(0, 2)
  const printed = Array.from({ length: count }, (_, index) => {
    const month = String(random.integer(1, 12)).padStart(2, '0')
    const record = `检验有效期至${year + index * 2}年${month}月${city}(${String(random.integer(1, 12)).padStart(2, '0')})`
    return sheet.print(record, left + 21, top + 48 + index * 3.7, {
      ...styles.value,
      size: Math.min(styles.value.size, 3),
    })
  })
  if (asked) sheet.field('inspection_record', printed.map(({ text }) => text).join(''), printed)
  rules(sheet, place, [15.6, 22.6, 29.6, 36.6, 43.6])
}

/** One row of an electronic licence on a telephone's screen. */
export interface ScreenRow {
  label: string
  value: string
  key?: string
  canonical?: string
}

/** An electronic licence: a card of rows on a telephone's screen, labels left in grey or above their values. */
export function drawElectronic(sheet: Sheet, random: Random, title: string, rows: readonly ScreenRow[]): void {
  const { context, width, height } = sheet
  const hue = random.pick([210, 220, 165])
  context.fillStyle = hsl(hue, 30, 94)
  context.fillRect(0, 0, width, height)
  context.fillStyle = hsl(hue, 70, 48)
  context.fillRect(0, 0, width, 20)
  context.fillStyle = hsl(0, 0, 100)
  context.fillRect(4, 24, width - 8, height - 34)
  sheet.print(`${random.integer(8, 22)}:${random.integer(10, 59)}`, 5, 6, {
    face: 'sans',
    weight: 500,
    size: 3.4,
    colour: hsl(0, 0, 100),
  })
  sheet.print(title, width / 2, 15, { face: 'sans', weight: 700, size: 5, colour: hsl(0, 0, 100), align: 'centre' })
  const label = { face: 'sans' as const, size: 3.7, colour: hsl(0, 0, random.integer(35, 55)) }
  const value = { face: 'sans' as const, weight: 500, size: 4.1, colour: hsl(0, 0, 12) }
  const colon = random.pick(['', ':', '：'])
  const toRight = random.chance(0.35)
  const step = Math.min(13, (height - 48) / rows.length)
  let y = 34
  for (const row of rows) {
    sheet.print(row.label + colon, 9, y, label)
    const lines = wrapText(sheet, row.value, value, width - 50)
    const printed = lines.map((line, index) =>
      toRight && lines.length === 1
        ? sheet.print(line, width - 9, y + index * 5.2, { ...value, align: 'right' })
        : sheet.print(line, 40, y + index * 5.2, value),
    )
    if (row.key !== undefined) sheet.field(row.key, row.canonical ?? row.value, printed)
    y += step + (lines.length - 1) * 4
    rule(sheet, hsl(0, 0, 90), 0.2, [8, y - step * 0.45], [width - 8, y - step * 0.45])
  }
  sheet.print(random.pick(['电子证照与纸质证照具有同等法律效力', '仅供本人出示使用']), width / 2, height - 14, {
    ...label,
    size: 3,
    align: 'centre',
  })
}
