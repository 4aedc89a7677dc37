import { inventPlate, inventVin, digitsOf } from '../business.ts'
import { isoDate, randomDay } from '../dates.ts'
import { markSpecimen, printForm, rule } from '../form.ts'
import { drawSquareSeal, startLicence } from '../licence-paper.ts'
import { inventChinesePerson } from '../people.ts'
import { inventAddress } from '../places.ts'
import type { SpecimenKind } from './kind.ts'

export const vehicleTypes = ['小型轿车', '小型普通客车', '小型越野客车', '中型普通客车', '重型半挂牵引车'] as const

export const vehicleLicenceFront: SpecimenKind = {
  kind: 'vehicle-licence-front',
  surroundings: 'card',
  draw(random) {
    const { sheet, styles, lineColour } = startLicence('vehicle-licence-front', random)
    const registered = randomDay(random, 2008, 2024)
    const issued = random.chance(0.6) ? registered : { ...registered, year: registered.year + 1 }
    const latin = { ...styles.label, face: 'roman' as const, size: 2 }
    const value = { ...styles.value, spacing: 0.12 }
    sheet.print('中华人民共和国机动车行驶证', 44, 6.4, {
      ...styles.label,
      weight: 700,
      size: 3.7,
      align: 'centre',
      spacing: 0.3,
    })
    sheet.print("Vehicle License of the People's Republic of China", 44, 9.3, { ...latin, size: 2.2, align: 'centre' })
    const engine = `${random.pick(['', 'B', 'EA', '4G'])}${digitsOf(random, random.integer(6, 7))}`
    printForm(sheet, styles, [
      {
        label: '号牌号码',
        labelAt: [5, 14.5],
        key: 'plate_number',
        text: inventPlate(random, random.chance(0.3)),
        at: [19, 14.5],
      },
      { text: 'Plate No.', at: [5, 16.8], style: latin },
      { label: '车辆类型', labelAt: [46, 14.5], key: 'vehicle_type', text: random.pick(vehicleTypes), at: [60, 14.5] },
      { text: 'Vehicle Type', at: [46, 16.8], style: latin },
      { label: '所有人', labelAt: [5, 21], key: 'owner', text: inventChinesePerson(random).name, at: [19, 21] },
      { text: 'Owner', at: [5, 23.2], style: latin },
      {
        label: '住址',
        labelAt: [5, 27.2],
        key: 'address',
        text: inventAddress(random).text,
        at: [19, 27.2],
        room: 64,
        step: 3.7,
      },
      { text: 'Address', at: [5, 29.4], style: latin },
      {
        label: '使用性质',
        labelAt: [5, 35.2],
        key: 'use_character',
        text: random.pick(['非营运', '非营运', '营运', '租赁']),
        at: [19, 35.2],
      },
      { text: 'Use Character', at: [5, 37.2], style: latin },
      {
        label: '品牌型号',
        labelAt: [38, 35.2],
        key: 'model',
        text: `${random.pick(['远山', '星途者', '海岚', '云雀'])}牌${random.pick(['YS', 'HL', 'YQ'])}${digitsOf(random, 4)}${random.pick(['A1', 'BEV', 'K', ''])}`,
        at: [52, 35.2],
      },
      { text: 'Model', at: [38, 37.2], style: latin },
      { label: '车辆识别代号', labelAt: [28, 41.5], key: 'vin', text: inventVin(random), at: [48, 41.5], style: value },
      { text: 'VIN', at: [28, 43.5], style: latin },
      { label: '发动机号码', labelAt: [28, 47.6], key: 'engine_number', text: engine, at: [48, 47.6], style: value },
      { text: 'Engine No.', at: [28, 49.6], style: latin },
      {
        label: '注册日期',
        labelAt: [28, 53.6],
        key: 'register_date',
        text: isoDate(registered),
        at: [39.5, 53.6],
        style: { ...value, size: 2.7 },
      },
      { text: 'Register Date', at: [28, 55.6], style: latin },
      {
        label: '发证日期',
        labelAt: [58, 53.6],
        key: 'issue_date',
        text: isoDate(issued),
        at: [70, 53.6],
        style: { ...value, size: 2.7 },
      },
      { text: 'Issue Date', at: [58, 55.6], style: latin },
    ])
    for (const y of [18, 24.3, 32.2, 38.2]) rule(sheet, lineColour, 0.15, [3, y], [85, y])
    drawSquareSeal(
      sheet,
      [random.pick(['广东省深圳市', '浙江省杭州市', '江苏省徐州市']), '公安局交通', '警察支队'],
      6,
      39.4,
      17,
    )
    markSpecimen(sheet, 68, 57.6, 1.8)
    return sheet
  },
}
