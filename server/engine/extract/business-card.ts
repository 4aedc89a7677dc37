import { isEmail } from '../../contract/checks/email.ts'
import type { Field } from '../../contract/result.ts'
import { fieldOf } from './field.ts'
import { onBestPage } from './form.ts'
import { around, heightOf, middleOf } from './geometry.ts'
import { findAll } from './spelling.ts'
import { textOf, type Glyph } from './text-stream.ts'
import { chineseName, isHan } from './values.ts'

const companyEnd =
  /(?:公司|集团|事务所|研究院|研究所|大学|学院|医院|银行|工作室|中心|协会|酒店|厂|Inc\.?|Ltd\.?|Corp(?:oration)?\.?|Limited|Company|Group|University|Studio|LLC|GmbH)$/i
/** Centres within a firm; others are organisations. */
const centreOfFirm = /^\p{Script=Han}{0,6}(?:研发|技术|市场|营销|客服|客户服务|运营|财务|采购|培训|设计|数据)中心$/u
const departmentEnd = /^\p{Script=Han}{2,10}(?:部|处|科|室|事业部|中心|分部)$/u
const latinDepartment =
  /^[A-Z][\p{L}&, ]{2,40}(?:Department|Dept\.?|Division|Office)$|^(?:Department|Division|Office) of [\p{L}&, ]{3,40}$/iu
const titleEnd =
  /(?:经理|总监|主管|工程师|总裁|董事长?|主任|顾问|助理|专员|教授|讲师|导师|研究员|医生|医师|律师|会计师?|设计师|分析师|架构师|策划|编辑|总编|记者|负责人|合伙人|创始人|代表|秘书长?|店长|院长|校长|站长|厂长|科长|处长|局长|部长|书记|监事|法人|CEO|CTO|CFO|COO|Manager|Director|Engineer|Consultant|President|Partner|Founder|Officer|Assistant|Supervisor|Executive|Designer|Analyst|Architect|Specialist|Professor)$/i
const emailPattern = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:[.,][\p{L}\p{N}-]+)+/dgu
const mobilePattern = /(?<!\d)(?:\(?\+?86\)?[- ]?)?1[3-9]\d(?:\d{8}|[- ]\d{4}[- ]\d{4})(?!\d)/dg
/** Part of a longer run of digits (an account, an order) is no number. */
const phonePattern =
  /(?<!\d|\d[- ])(?:(?:\+?86[- ]?)?\(?0\d{2,3}\)?[- ]?\d{3,4}[- ]?\d{4}(?:-\d{1,5})?|400[- ]?\d{3,4}[- ]?\d{3,4})(?!\d)/dg
const addressPattern =
  /\p{Script=Han}{2,}(?:省|市|区|县|路|街|道|镇|巷|里)\p{Script=Han}*[\p{L}\p{N}-]*(?:号|室|楼|层|栋|幢|座|单元|弄|大厦|广场|园)/u
const latinAddress =
  /^(?=.*\d)(?=.*\b(?:Road|Rd|Street|St|Avenue|Ave|Lane|Building|Bldg|Tower|Floor|Room|Suite|District|Plaza|Park|Boulevard|Blvd)\b).{12,}$/i
/** Given name and surname in Latin letters: two or three capitalised words. */
const latinName = /^\p{Lu}[\p{L}'-]+(?: \p{Lu}\.?(?:[\p{L}'-]+)?){1,2}$/u
/** What a label says to be a number, in whatever country's form. */
const anyNumber = /(?:\+|\(\+?)?\d[\d()\- ]{5,18}\d/dg
const mobileLabel = /^(?:手机|移动电话|机[::]|mob|cell|M[:.])/i
const phoneLabel = /^(?:电话|座机|总机|直线|话[::]|tel|phone|T[:.])/i

const words = '地址|公司地址|手机|移动电话|电话|座机|总机|直线|传真|邮箱|电子邮箱|网址|公司|姓名|职位|部门|邮编|微信|QQ'
const latinWords = 'Add(?:ress)?|Mobile|Mob|Cell|Tel|Phone|Fax|E-?mail|Mail|Web(?:site)?'
/** A word, a single letter, or (of a word that is set wide) its last sign alone, with its colon or full stop. */
const label = new RegExp(`^(?:(?:${words}|${latinWords})[:.]?|[TMFEWAPH][:.]|[址机话真箱线编][::])\\s*`, 'i')

const addressLabel = /^(?:公司)?(?:地址|址[::]|Add(?:ress)?[:. ]|A[:.])/i

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

/** A letter that stands off what it names, without a colon: `T 0571-...`, `E name@...`, `A 杭州市...`. Null when there is none. */
function letterLabel([first, next, ...rest]: readonly Glyph[]): string | null {
  if (!first || !next || next.left - first.right < 0.3 * heightOf(next)) return null
  const behind = textOf([next, ...rest])
  if (/^[TMFPHD]$/.test(first.text) && /^[+(]?\d/.test(behind)) return first.text
  if (first.text === 'E' && behind.includes('@')) return first.text
  return first.text === 'A' && (isHan(next) || /^\d/.test(behind)) ? first.text : null
}

/** The glyphs behind a label at the beginning of a run. */
function withoutLabel(run: readonly Glyph[]): Glyph[] {
  if (letterLabel(run)) return run.slice(1)
  const match = label.exec(textOf(run))
  // What a letter with a full stop begins may be a name (A. Miller), or the begin of an address of mail (a.miller@).
  if (!match || (/^[A-Z]\.\s*$/i.test(match[0]) && !/[\d\p{Script=Han}]|^E.*@/u.test(textOf(run)))) return [...run]
  let signs = match[0].replace(/\s/g, '').length
  return run.filter(({ text }) => {
    if (signs <= 0) return true
    signs -= text.length
    return false
  })
}

/** Single large Chinese signs side by side are a name of two signs that was set wide. */
function joined(parts: readonly Glyph[][]): Glyph[][] {
  const together: Glyph[][] = []
  for (const part of parts) {
    const before = together.at(-1)
    const single = (run: readonly Glyph[] | undefined) => run?.length === 1 && isHan(run[0]!)
    const [first, second] = [before?.[0], part[0]!]
    if (first && single(before) && single(part) && second.left - first.right < 3.2 * sizeOf(first)) before!.push(second)
    else together.push([...part])
  }
  return together
}

/** Labels that stand off their values, as in two columns, with them again. */
function withLabels(parts: readonly Glyph[][]): Glyph[][] {
  const together: Glyph[][] = []
  for (const part of parts) {
    const before = together.at(-1)
    const isLabel = before !== undefined && label.exec(textOf(before))?.[0] === textOf(before)
    if (isLabel && /[:.\p{Script=Han}]$/u.test(textOf(before))) before.push(...part)
    else together.push([...part])
  }
  return together
}

/** A run without what an icon or a stroke beside it was read as: punctuation at its ends, a single Latin letter before Chinese. */
function withoutIcons(run: readonly Glyph[]): Glyph[] {
  const from = run.findIndex(({ text }) => /[\p{L}\p{N}]/u.test(text))
  const to = run.findLastIndex(({ text }) => /[\p{L}\p{N})）.]/u.test(text)) + 1
  const kept = from < 0 ? [] : run.slice(from, to)
  const [first, ...rest] = kept
  const isIcon = first && /^[A-Za-z]$/.test(first.text) && rest.length >= 2 && rest.every(isHan)
  return isIcon ? rest : kept
}

/** The country's code is printed apart from the number; the blank is easily lost between two digits. */
function withCodeApart(text: string, glyphs: readonly Glyph[]): string {
  const code = /^\+?86(?=1)/.exec(text)?.[0].length
  const [before, after] = code === undefined ? [] : [glyphs[code - 1], glyphs[code]]
  if (!before || !after || after.left - before.right < 0.22 * heightOf(after)) return text
  return `${text.slice(0, code)} ${text.slice(code)}`
}

/** A department and a title behind it, parted by a gap or by a detection of its own; 市场部经理 in one word is a title. */
function departmentAndTitle(run: readonly Glyph[]): [department: Glyph[], title: Glyph[]] | null {
  for (let at = 2; at + 2 <= run.length; at += 1) {
    const [before, after] = [run[at - 1]!, run[at]!]
    const apart = before.line !== after.line || after.left - before.right > 0.35 * sizeOf(before)
    if (!apart || !departmentEnd.test(textOf(run.slice(0, at))) || !titleEnd.test(textOf(run.slice(at)))) continue
    return [run.slice(0, at), run.slice(at)]
  }
  return null
}

/** The first line of an address of two: places down to a district or a town, no street's number yet. */
const opensAddress = (text: string) =>
  text.length >= 5 &&
  /^\p{Script=Han}{2,}(?:省|市|区|县|州|街道|镇)\p{Script=Han}*$/u.test(text) &&
  !companyEnd.test(text) &&
  !departmentEnd.test(text) &&
  !titleEnd.test(text)

/** The end of an address that did not fit on its line: close below it, at its left edge or about its middle, and nothing else. */
function goesOn(run: readonly Glyph[], rest: readonly Glyph[][]): Glyph[] | undefined {
  const open = opensAddress(textOf(run))
  const box = around(run)
  const height = heightOf(box)
  return rest.find((other) => {
    const next = around(other)
    const distance = middleOf(next) - middleOf(box)
    const text = textOf(other)
    return (
      other !== run &&
      distance > 0.6 * height &&
      distance < 2 * height &&
      (Math.abs(next.left - box.left) < 1.5 * height ||
        Math.abs(next.left + next.right - box.left - box.right) < 2 * height) &&
      !companyEnd.test(text) &&
      (open || !addressPattern.test(text)) &&
      /[\p{Script=Han}\d]/u.test(text) &&
      !/www|@|https?:|SPECIMEN|^[TMFP]?\s?[+(]?\d[\d() -]{6,}/i.test(text)
    )
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
  /** Runs that a label says to be an address. */
  const addresses = new Set<readonly Glyph[]>()
  for (const whole of page.rows.flatMap(({ glyphs }) => withLabels(joined(pieces(glyphs))))) {
    const letter = letterLabel(whole)
    const fax = letter === 'F' || /传真|fax|^真[::]|^F[:.]\s*[\d+(]/i.test(textOf(whole))
    const run = withoutLabel(whole)
    const emails = findAll(run, emailPattern)
    for (const { text, glyphs } of emails) {
      const value = text.replaceAll(',', '.')
      if (isEmail(value)) add('email', value, glyphs)
    }
    if (emails.length > 0) continue
    // Blanks inside a number are printed, or are none at all.
    const mobiles = findAll(run, mobilePattern, { blanks: true })
    for (const { text, glyphs } of mobiles) add('mobile_phone', withCodeApart(text, glyphs), glyphs)
    const phones = mobiles.length > 0 || fax ? [] : findAll(run, phonePattern, { blanks: true })
    for (const { text, glyphs } of phones) add('office_phone', text, glyphs)
    if (mobiles.length + phones.length > 0 || fax) continue
    const key =
      letter === 'M' || mobileLabel.test(textOf(whole))
        ? 'mobile_phone'
        : letter === 'T' || letter === 'P' || phoneLabel.test(textOf(whole))
          ? 'office_phone'
          : null
    const [number] = key === null ? [] : findAll(run, anyNumber, { blanks: true })
    if (key !== null && number) {
      add(key, number.text, number.glyphs)
      continue
    }
    const kept = withoutIcons(run)
    if ((letter === 'A' || addressLabel.test(textOf(whole))) && kept.length >= 5) addresses.add(kept)
    rest.push(kept)
  }
  const names: { run: Glyph[]; value: string; height: number }[] = []
  const latinNames: typeof names = []
  const taken = new Set<readonly Glyph[]>()
  for (const run of rest) {
    const text = textOf(run).trim()
    if (taken.has(run)) continue
    if (text === '' || /SPECIMEN|样本|www\.|https?:/i.test(text)) continue
    const isAddress = (addressPattern.test(text) && text.length >= 8) || latinAddress.test(text)
    const next = addresses.has(run) || isAddress || !opensAddress(text) ? undefined : goesOn(run, rest)
    const begins = next !== undefined && addressPattern.test(textOf(next))
    if (addresses.has(run) || begins || (isAddress && !companyEnd.test(text))) {
      const second = next ?? goesOn(run, rest)
      if (second) taken.add(second)
      const runs = second ? [run, second] : [run]
      fields.push(fieldOf('address', { value: runs.map(textOf).join('').trim(), runs, page: page.index }))
    } else if (centreOfFirm.test(text)) add('department', text, run)
    else if (companyEnd.test(text) && text.length >= 4) add('company', text, run)
    else if (departmentEnd.test(text) || latinDepartment.test(text)) add('department', text, run)
    else if (departmentAndTitle(run)) {
      const [department, title] = departmentAndTitle(run)!
      add('department', textOf(department), department)
      add('title', textOf(title), title)
    } else if (titleEnd.test(text) && text.length <= 40) add('title', text, run)
    else {
      if (latinName.test(text) && text.length <= 28) {
        latinNames.push({ run, value: text, height: Math.max(...run.map(heightOf)) })
        continue
      }
      const name = chineseName(run)
      const share = run.filter(isHan).length / run.length
      if ((/^.{2,4}$/u.test(name.value) || /^.{2,8}·.{1,8}$/u.test(name.value)) && share > 0.6) {
        names.push({ run: name.glyphs, value: name.value, height: Math.max(...name.glyphs.map(heightOf)) })
      }
    }
  }
  // A card in two languages has its Chinese name, one in English the Latin one.
  const name = (names.length > 0 ? names : latinNames).toSorted((first, second) => second.height - first.height)[0]
  if (name) add('name', name.value, name.run)
  return { fields }
})
