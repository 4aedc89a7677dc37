import { idNumberAnywhere, readIdNumberHere } from './cards.ts'
import { defineForm, formExtractor } from './form.ts'
import { readName, readPattern } from './readers.ts'

/** Second page of the Chinese driving licence (GA 482-2012). */
const form = defineForm({
  labels: {
    number: ['证号'],
    name: ['姓名'],
    archive: ['档案编号'],
    record: ['记录'],
    title: ['中华人民共和国机动车驾驶证副页'],
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
    { key: 'record', label: 'record', lines: 4, stands: 'right' },
  ],
})

/** Kind `driver-licence-back`. */
export const extractDriverLicenceBack = formExtractor(form)
