import { digitsOf, inventPlate } from '../business.ts'
import { markSpecimen, printForm, rule } from '../form.ts'
import { startLicence } from '../licence-paper.ts'
import type { SpecimenKind } from './kind.ts'

export const vehicleLicenceBack: SpecimenKind = {
  kind: 'vehicle-licence-back',
  surroundings: 'card',
  draw(random) {
    const { sheet, styles, lineColour } = startLicence('vehicle-licence-back', random)
    const plate = inventPlate(random, random.chance(0.3))
    const unladen = random.integer(980, 2400)
    const energy = random.pick([null, '汽油', '纯电', '柴油'])
    const size = `${random.integer(3600, 5400)}×${random.integer(1600, 1990)}×${random.integer(1380, 1890)}mm`
    const record = `检验有效期至${random.integer(2025, 2031)}年${String(random.integer(1, 12)).padStart(2, '0')}月${plate.slice(0, 2)}(${String(random.integer(1, 12)).padStart(2, '0')})`
    sheet.print('中华人民共和国机动车行驶证副页', 44, 6.8, {
      ...styles.label,
      weight: 700,
      size: 3.4,
      align: 'centre',
      spacing: 0.2,
    })
    const rows = [13, 20, 27, 34] as const
    printForm(sheet, styles, [
      { label: '号牌号码', labelAt: [5, rows[0]], key: 'plate_number', text: plate, at: [21, rows[0]] },
      { label: '档案编号', labelAt: [46, rows[0]], key: 'file_number', text: digitsOf(random, 12), at: [60, rows[0]] },
      {
        label: '核定载人数',
        labelAt: [5, rows[1]],
        key: 'approved_passengers',
        text: `${random.pick([5, 5, 7, 9])}人`,
        at: [21, rows[1]],
      },
      {
        label: '总质量',
        labelAt: [52, rows[1]],
        key: 'gross_mass',
        text: `${unladen + random.integer(350, 600)}kg`,
        at: [66, rows[1]],
      },
      { label: '整备质量', labelAt: [5, rows[2]], key: 'unladen_mass', text: `${unladen}kg`, at: [21, rows[2]] },
      { label: '核定载质量', labelAt: [52, rows[2]], text: '--', at: [66, rows[2]] },
      { label: '外廓尺寸', labelAt: [5, rows[3]], key: 'overall_dimension', text: size, at: [19, rows[3]] },
      { label: '准牵引总质量', labelAt: [52, rows[3]], text: '--', at: [71, rows[3]] },
      ...(energy === null
        ? []
        : [{ label: '能源种类', labelAt: [5, 41] as const, key: 'energy_type', text: energy, at: [21, 41] as const }]),
      { label: '备注', labelAt: [52, 41], text: '', at: [66, 41] },
      { label: '检验记录', labelAt: [5, 49], key: 'inspection_record', text: record, at: [21, 49] },
    ])
    for (const y of [15.6, 22.6, 29.6, 36.6, 44]) rule(sheet, lineColour, 0.15, [3, y], [85, y])
    markSpecimen(sheet, 64, 56.6, 2.1)
    return sheet
  },
}
