import { isEmail } from '../../contract/checks/email.ts'
import type { Field } from '../../contract/result.ts'
import { fieldOf } from './field.ts'
import { onBestPage } from './form.ts'
import { heightOf } from './geometry.ts'
import { findAll, findFirst } from './spelling.ts'
import { textOf, type Glyph } from './text-stream.ts'
import { chineseName, isHan } from './values.ts'

const companyEnd =
  /(?:公司|集团|事务所|研究院|研究所|大学|学院|医院|银行|工作室|中心|协会|酒店|厂|Inc\.?|Ltd\.?|LLC|GmbH)$/i
/** Centres within a firm; others are organisations. */
const centreOfFirm = /^\p{Script=Han}{0,6}(?:研发|技术|市场|营销|客服|客户服务|运营|财务|采购|培训|设计|数据)中心$/u
const departmentEnd = /^\p{Script=Han}{2,10}(?:部|处|科|室|事业部|中心|分部)$/u
const titleEnd =
  /(?:经理|总监|主管|工程师|总裁|董事长?|主任|顾问|助理|专员|教授|医生|律师|会计师?|设计师|负责人|代表|秘书长?|店长|CEO|CTO|CFO|COO|Manager|Director|Engineer|Consultant)$/i
const emailPattern = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:[.,][\p{L}\p{N}-]+)+/dgu
const mobilePattern = /(?:\+?86-?)?1[3-9]\d{9}(?!\d)/dg
const phonePattern = /(?:\+?86-?)?\(?0\d{2,3}\)?-?\d{7,8}(?:-\d{1,5})?(?!\d)|400-?\d{3,4}-?\d{3,4}/dg
const addressPattern =
  /\p{Script=Han}{2,}(?:省|市|区|县|路|街|道|镇|巷|里)\p{Script=Han}*[\p{L}\p{N}-]*(?:号|室|楼|层|栋|幢|座|单元|弄|大厦|广场|园)/u
const label =
  /^(?:地址|公司地址|Add(?:ress)?|手机|电话|座机|传真|Mobile|Tel|Phone|Fax|邮箱|电子邮箱|E-?mail|Mail|网址|Web|公司|姓名|职位|部门)[:：.]?\s*/i

/** The size of a sign along its line: names and titles are set in different sizes that detection may have taken for one line. */
const sizeOf = (glyph: Glyph) => (isHan(glyph) ? glyph.right - glyph.left : 0.9 * heightOf(glyph))

/** Parts a row at gaps wider than the smaller of its neighbours' signs, and where a line of another size begins. */
function pieces(glyphs: readonly Glyph[]): Glyph[][] {
  const parts: Glyph[][] = []
  for (const glyph of glyphs) {
    const part = parts.at(-1)
    const before = part?.at(-1)
    const gap = before ? glyph.left - before.right : 0
    const sizes = before ? [sizeOf(before), sizeOf(glyph)] : [1, 1]
    const jump = before !== undefined && before.line !== glyph.line && Math.max(...sizes) > 1.3 * Math.min(...sizes)
    if (!part || !before || gap > 1.05 * Math.min(...sizes) || (jump && gap > 0.4 * Math.min(...sizes)))
      parts.push([glyph])
    else part.push(glyph)
  }
  return parts
}

/** The glyphs behind a label at the beginning of a run. */
function withoutLabel(run: readonly Glyph[]): Glyph[] {
  const match = label.exec(textOf(run))
  if (!match) return [...run]
  let signs = match[0].replace(/\s/g, '').length
  return run.filter(({ text }) => {
    if (signs <= 0) return true
    signs -= text.length
    return false
  })
}

/**
 * Kind `business-card`. Cards have no form: every run of print is told by what it says (an address of mail, a number, the end of a company's name), and the
 * name is the largest short run of Chinese that nothing else claims.
 */
export const extractBusinessCard = onBestPage(async (page) => {
  const fields: Field[] = []
  const add = (key: string, value: string, run: readonly Glyph[]) =>
    fields.push(fieldOf(key, { value, runs: [run], page: page.index }))
  const rest: Glyph[][] = []
  for (const run of page.rows.flatMap(({ glyphs }) => pieces(glyphs))) {
    const emails = findAll(run, emailPattern)
    for (const { text, glyphs } of emails) {
      const value = text.replaceAll(',', '.')
      if (isEmail(value)) add('email', value, glyphs)
    }
    if (emails.length > 0) continue
    const mobiles = findAll(run, mobilePattern)
    for (const { text, glyphs } of mobiles) add('mobile_phone', text, glyphs)
    const fax = /传真|fax/i.test(textOf(run))
    const phones = mobiles.length > 0 || fax ? [] : findAll(run, phonePattern)
    for (const { text, glyphs } of phones) add('office_phone', text, glyphs)
    if (mobiles.length + phones.length > 0 || fax) continue
    rest.push(withoutLabel(run))
  }
  const names: { run: Glyph[]; value: string; height: number }[] = []
  for (const run of rest) {
    const text = textOf(run).trim()
    if (text === '' || /SPECIMEN|样本|www\.|https?:/i.test(text)) continue
    if (addressPattern.test(text) && text.length >= 8 && !companyEnd.test(text)) add('address', text, run)
    else if (centreOfFirm.test(text)) add('department', text, run)
    else if (companyEnd.test(text) && text.length >= 4) add('company', text, run)
    else if (departmentEnd.test(text)) add('department', text, run)
    else if (titleEnd.test(text) && text.length <= 24) add('title', text, run)
    else {
      const together = findFirst(run, /^(\p{Script=Han}{2,10}[部处科室])(\p{Script=Han}{2,8})$/dgu)
      if (together && titleEnd.test(together.text)) {
        add('department', together.groups[1]!.text, together.groups[1]!.glyphs)
        add('title', together.groups[2]!.text, together.groups[2]!.glyphs)
        continue
      }
      const name = chineseName(run)
      const share = run.filter(isHan).length / run.length
      if ((/^.{2,4}$/u.test(name.value) || /^.{2,8}·.{1,8}$/u.test(name.value)) && share > 0.6) {
        names.push({ run: name.glyphs, value: name.value, height: Math.max(...name.glyphs.map(heightOf)) })
      }
    }
  }
  const name = names.toSorted((first, second) => second.height - first.height)[0]
  if (name) add('name', name.value, name.run)
  return { fields }
})
