import { idNumberAnywhere, readIdNumberHere } from './cards.ts'
import { defineForm, formExtractor } from './form.ts'
import { readName, readPattern, readText, type Reader } from './readers.ts'

/** The record as printed. A rule of the form beside it is read as 一 now and then: no record begins with one. */
const readRecord: Reader = (runs) => {
  const [first, ...rest] = runs
  const from = first?.findIndex(({ text }) => !/^[一\-—_]$/.test(text)) ?? -1
  return readText()(from > 0 ? [first!.slice(from), ...rest] : runs)
}

/** Second page of the Chinese driving licence (GA 482-2012). */
const form = defineForm({
  labels: {
    number: ['证号'],
    name: ['姓名'],
    archive: ['档案编号'],
    record: ['记录'],
    title: ['中华人民共和国机动车驾驶证副页', '中华人民共和国机动车驾驶证'],
    address: ['住址'],
    sex: ['性别'],
  },
  fields: [
    { key: 'name', label: 'name', read: readName, stands: 'right' },
    {
      key: 'licence_number',
      label: 'number',
      read: readIdNumberHere,
      otherwise: (form) => idNumberAnywhere(form, 'number'),
    },
    { key: 'archive_number', label: 'archive', read: readPattern(/\d{8,14}/), stands: 'right' },
    { key: 'record', label: 'record', lines: 7, stands: 'right', gap: 5, read: readRecord },
  ],
})

/** Kind `driver-licence-back`. */
export const extractDriverLicenceBack = formExtractor(form)
