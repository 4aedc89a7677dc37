import { inAnyRow, readPlate } from './cards.ts'
import { defineForm, formExtractor } from './form.ts'
import { readPattern, readText, type Reader } from './readers.ts'

/** Numbers with the cross of a dimension, which is read as x, X or * as often as not: written with × as printed. */
const readDimension: Reader = (runs) => {
  const found = readPattern(/\d{3,5}[×xX*✕]\d{3,5}[×xX*✕]\d{3,5}(?:m{2})?/)(runs)
  return found ? { ...found, value: found.value.replace(/[xX*✕]/g, '×') } : null
}

/** A mass or a number of people; a stroke is printed where the vehicle has none. */
const readMass = readPattern(/\d+(?:kg|KG|Kg|人)?/, { write: (text) => text.replace(/kg/i, 'kg') })

/** Second page of the Chinese vehicle licence (GA 801-2019). */
const form = defineForm({
  labels: {
    plate: ['号牌号码'],
    file: ['档案编号'],
    passengers: ['核定载人数'],
    gross: ['总质量'],
    unladen: ['整备质量'],
    load: ['核定载质量'],
    dimension: ['外廓尺寸'],
    traction: ['准牵引总质量'],
    energy: ['能源种类'],
    remarks: ['备注'],
    inspection: ['检验记录'],
    title: ['中华人民共和国机动车行驶证副页', '中华人民共和国机动车行驶证'],
  },
  fields: [
    { key: 'plate_number', label: 'plate', read: readPlate, stands: 'right', otherwise: inAnyRow(readPlate) },
    { key: 'file_number', label: 'file', read: readPattern(/[A-Z0-9\p{Script=Han}]{6,14}/u), stands: 'right' },
    { key: 'approved_passengers', label: 'passengers', read: readMass, stands: 'right', look: { signs: 3 } },
    { key: 'gross_mass', label: 'gross', read: readMass, stands: 'right' },
    { key: 'unladen_mass', label: 'unladen', read: readMass, stands: 'right' },
    { key: 'approved_load', label: 'load', read: readMass, stands: 'right' },
    { key: 'overall_dimension', label: 'dimension', read: readDimension, stands: 'right' },
    { key: 'traction_mass', label: 'traction', read: readMass, stands: 'right' },
    { key: 'energy_type', label: 'energy', stands: 'right', look: { signs: 2 } },
    { key: 'inspection_record', label: 'inspection', read: readText(), stands: 'right', lines: 6 },
  ],
})

/** Kind `vehicle-licence-back`. */
export const extractVehicleLicenceBack = formExtractor(form)
