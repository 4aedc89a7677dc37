import { describe, expect, it } from 'vitest'
import { fakePage, type Printed } from './fake-reading.ts'
import { extractFindings } from './index.ts'

const htmlOf = async (printed: readonly Printed[], degrees = 0) =>
  (await extractFindings('document-structure', [fakePage(printed, { degrees })])).html

/** Rows of one column, 34 pixels apart. */
const column = (x: number, y: number, texts: readonly string[]): Printed[] =>
  texts.map((text, index) => ({ text, x, y: y + 34 * index }))

const title: Printed = { text: '年度工作总结', x: 480, y: 60, height: 42 }
const left = column(60, 140, [
  '清晨的湖面上升起一层薄雾，远处的山',
  '峰若隐若现，老街的石板路被雨水冲刷',
  '得发亮。',
  '两旁的店铺陆续打开了门板，孩子们围',
  '坐在大树下。',
])
const right = column(640, 140, [
  '展览分为四个部分，共展出书法和绘画',
  '作品一百八十件，欢迎前来参观，请提',
  '前预约并按时到达。',
  '报名截止日期为本月二十日，逾期不再',
  '受理。',
])

describe('document-structure', () => {
  it('reads two columns one after the other, paragraphs without blanks between Chinese rows', async () => {
    const html = [
      '<div><h1>年度工作总结</h1>',
      '<p>清晨的湖面上升起一层薄雾，远处的山峰若隐若现，老街的石板路被雨水冲刷得发亮。</p><p>两旁的店铺陆续打开了门板，孩子们围坐在大树下。</p>',
      '<p>展览分为四个部分，共展出书法和绘画作品一百八十件，欢迎前来参观，请提前预约并按时到达。</p><p>报名截止日期为本月二十日，逾期不再受理。</p></div>',
    ].join('')
    expect(await htmlOf([title, ...left, ...right])).toBe(html)
    expect(await htmlOf([title, ...left, ...right], 4)).toBe(html)
  })

  it('makes words whole that were parted at a line’s end, and keeps blanks between words', async () => {
    const rows = column(60, 100, [
      'The committee met on Tuesday to review the plans for the new foot-',
      'bridge. Visitors are asked to leave large bags at the desk near the',
      'entrance.',
    ])
    expect(await htmlOf(rows)).toBe(
      '<div><p>The committee met on Tuesday to review the plans for the new footbridge. Visitors are asked to leave large bags at the desk near the entrance.</p></div>',
    )
  })

  it('takes a row with a bullet for an item, though it was found a little higher than others', async () => {
    const items = column(60, 300, ['- 午餐套餐', '- 停车费用', '- 瓶装饮用水'])
    const higher = items.map((item, index) => ({ ...item, height: index === 1 ? 31 : 24 }))
    const html = await htmlOf([title, ...left, ...higher])
    expect(html).not.toContain('<h2>')
  })

  it('tells headings of levels, list items and what is printed at the edges', async () => {
    const page: Printed[] = [
      { text: '工作简报', x: 520, y: 4, height: 20 },
      title,
      { text: '一、基本情况', x: 60, y: 140, height: 28 },
      { text: '清晨的湖面上升起一层薄雾，远处的山峰若隐若现，老街的石板路发亮。', x: 60, y: 190 },
      { text: '（一）数据来源', x: 60, y: 240, height: 25 },
      { text: '1. 会议室租用', x: 100, y: 290 },
      { text: '2. <彩色>打印', x: 100, y: 330 },
      { text: '第3页', x: 540, y: 760, height: 20 },
    ]
    expect(await htmlOf(page)).toBe(
      '<div><header>工作简报</header><h1>年度工作总结</h1><h2>一、基本情况</h2><p>清晨的湖面上升起一层薄雾，远处的山峰若隐若现，老街的石板路发亮。</p>' +
        '<h3>（一）数据来源</h3><ul><li>1.会议室租用</li><li>2. &lt;彩色&gt;打印</li></ul><footer>第3页</footer></div>',
    )
  })
})
