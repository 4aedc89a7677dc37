import { isUscc, usccRepairs } from '../../contract/checks/uscc.ts'
import { inAnyRow } from './cards.ts'
import { defineForm, formExtractor } from './form.ts'
import { readDate, readName, readPattern, readText, type Reader } from './readers.ts'
import { findAll } from './spelling.ts'
import { readingsOf } from './values.ts'

/** A unified social credit code; another of the engine's readings is taken only where the check sign asks for it. */
export const readCreditCode: Reader = (runs) => {
  for (const run of runs) {
    for (const { text, glyphs } of findAll(run, /[0-9A-Za-z]{18}/dg)) {
      const upper = text.toUpperCase()
      if (!/^[0-9A-Z]{2}[0-9OIZSB]{6}/.test(upper)) continue
      if (isUscc(upper)) return { value: upper, runs: [glyphs], raw: text }
      const repair = usccRepairs(upper).find((candidate) =>
        Array.from(candidate).every(
          (sign, index) =>
            sign === upper[index] ||
            'OISZV'.includes(upper[index]!) ||
            readingsOf(glyphs[index]!).some((reading) => reading.text.toUpperCase() === sign),
        ),
      )
      return { value: repair ?? upper, runs: [glyphs], raw: text }
    }
  }
  return null
}

/** The business licence since 2014: labels left of their values in two columns. Older forms have a registration number in place of the code. */
const form = defineForm({
  labels: {
    code: ['统一社会信用代码', '社会信用代码', '信用代码'],
    registration: ['注册号'],
    name: ['名称', '字号名称', '企业名称'],
    type: ['类型', '公司类型', '主体类型', '组成形式'],
    legal: ['法定代表人', '经营者', '负责人', '投资人', '执行事务合伙人'],
    scope: ['经营范围', '业务范围'],
    capital: ['注册资本', '出资额'],
    paid: ['实收资本'],
    founded: ['成立日期', '注册日期'],
    term: ['营业期限', '经营期限', '合伙期限'],
    address: ['住所', '经营场所', '营业场所', '主要经营场所'],
    authority: ['登记机关'],
    title: ['营业执照'],
  },
  fields: [
    { key: 'credit_code', label: 'code', read: readCreditCode, otherwise: inAnyRow(readCreditCode) },
    { key: 'registration_number', label: 'registration', read: readPattern(/\d{13,15}/) },
    { key: 'name', label: 'name', stands: 'right', lines: 2 },
    { key: 'company_type', label: 'type', stands: 'right', lines: 2 },
    { key: 'address', label: 'address', stands: 'right', lines: 3 },
    { key: 'legal_person', label: 'legal', read: readName, stands: 'right' },
    { key: 'registered_capital', label: 'capital', stands: 'right' },
    { key: 'paid_in_capital', label: 'paid', stands: 'right' },
    { key: 'established_date', label: 'founded', read: readDate, stands: 'right' },
    { key: 'valid_from', label: 'term', read: readDate, stands: 'right', gap: 6 },
    {
      key: 'valid_to',
      label: 'term',
      stands: 'right',
      gap: 6,
      read: (runs) => {
        const long = readPattern(/长期|永久|无固定期限/, { write: () => '长期' })(runs)
        if (long) return long
        const second = readPattern(/\d{4}年?.?\d{1,2}月?.?\d{1,2}日?\D{1,4}?(\d{4}[年.-]?\d{1,2}[月.-]?\d{1,2}日?)/)(
          runs,
        )
        return second ? readDate(second.runs) : null
      },
    },
    { key: 'business_scope', label: 'scope', read: readText(), stands: 'right', lines: 20, gap: 4 },
  ],
})

/** Kind `business-licence`. */
export const extractBusinessLicence = formExtractor(form)
