import { inAnyRow } from './cards.ts'
import { defineForm, onBestPage, openForm, readForm, valueRuns, type FormField } from './form.ts'
import { fieldOf } from './field.ts'
import { readDate, readPattern } from './readers.ts'
import { findAll } from './spelling.ts'

type Label = 'organizer' | 'type' | 'number' | 'domain' | 'approved' | 'site' | 'restricted' | 'title'

const readIcp = readPattern(/[\p{Script=Han}]ICP(?:备|证)\d{6,12}号(?:-\d{1,3})?/u)
const domainPattern = /(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?\.)+[a-zA-Z]{2,24}/dg

const domain: FormField<Label> = { key: 'domain', label: 'domain', stands: 'right', gap: 8, lines: 4 }

/** The ministry's page of one filing, or the row of its list: labels at the left or values by their form. */
const form = defineForm<Label>({
  labels: {
    organizer: ['主办单位名称', '主办单位', '主办者名称', '开办者名称'],
    type: ['主办单位性质', '主办者性质'],
    number: ['ICP备案/许可证号', '备案/许可证号', '网站备案/许可证号', '备案号', '许可证号'],
    domain: ['网站域名', '域名', '网站首页网址'],
    approved: ['审核通过日期', '审核通过时间', '审核日期', '审核时间'],
    site: ['网站名称'],
    restricted: ['是否限制接入'],
    title: ['ICP/IP地址/域名信息备案管理系统', 'ICP备案查询'],
  },
  fields: [
    { key: 'icp_number', label: 'number', read: readIcp, gap: 8, otherwise: inAnyRow(readIcp) },
    { key: 'organizer', label: 'organizer', stands: 'right', gap: 4, lines: 2 },
    { key: 'organizer_type', label: 'type', stands: 'right', gap: 4 },
    { key: 'approved_date', label: 'approved', read: readDate, gap: 4 },
  ],
})

/** Kind `icp-filing`. */
export const extractIcpFiling = onBestPage(async (page) => {
  const open = openForm(page, form)
  const fields = await readForm(open, form)
  const beside = valueRuns(open, domain)
  const runs = beside.length > 0 ? beside : page.rows.map(({ glyphs }) => glyphs)
  for (const run of runs) {
    for (const { text, glyphs } of findAll(run, domainPattern))
      fields.push(fieldOf('domain', { value: text.toLowerCase(), runs: [glyphs], page: page.index, raw: text }))
  }
  return { fields }
})
