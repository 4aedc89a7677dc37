import { inAnyRow, readAddress, readPlate, readVin } from './cards.ts'
import { defineForm, formExtractor } from './form.ts'
import { readDate, readPattern, readText } from './readers.ts'

/** Main page of the Chinese vehicle licence (GA 801-2019). */
const form = defineForm({
  labels: {
    plate: ['号牌号码'],
    type: ['车辆类型'],
    owner: ['所有人'],
    address: ['住址', '住所'],
    use: ['使用性质'],
    model: ['品牌型号'],
    vin: ['车辆识别代号', '车辆识别代码', '车架号'],
    engine: ['发动机号码', '发动机号'],
    registered: ['注册日期'],
    issued: ['发证日期'],
    title: ['中华人民共和国机动车行驶证'],
  },
  fields: [
    { key: 'plate_number', label: 'plate', read: readPlate, stands: 'right', otherwise: inAnyRow(readPlate) },
    { key: 'vehicle_type', label: 'type', stands: 'right' },
    { key: 'owner', label: 'owner', stands: 'right', lines: 2 },
    { key: 'address', label: 'address', stands: 'right', lines: 3, read: readAddress },
    { key: 'use_character', label: 'use', stands: 'right' },
    { key: 'model', label: 'model', stands: 'right', read: readText({ blanks: false }) },
    { key: 'vin', label: 'vin', read: readVin, stands: 'right', otherwise: inAnyRow(readVin) },
    { key: 'engine_number', label: 'engine', stands: 'right', read: readPattern(/[A-Z0-9*-]{4,}/) },
    { key: 'register_date', label: 'registered', read: readDate, stands: 'right' },
    { key: 'issue_date', label: 'issued', read: readDate, stands: 'right' },
  ],
})

/** Kind `vehicle-licence-front`. */
export const extractVehicleLicenceFront = formExtractor(form)
