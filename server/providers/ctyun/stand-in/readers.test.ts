import { describe, expect, test } from 'vitest'
import { quadOfBounds } from '../../../contract/geometry.ts'
import type { Line } from '../../../contract/result.ts'
import type { StandInEngine } from '../../stand-in.ts'
import { licenceOf } from './read-licence.ts'
import { platesOf } from './read-plates.ts'

type Print = [text: string, left: number, top: number, width?: number]

/** An engine that knows lines alone, as for kinds that it cannot extract. */
function engineOf(prints: readonly Print[]): StandInEngine {
  const lines = prints.map(([text, left, top, width = text.length * 20]): Line => {
    const quad = quadOfBounds({ left, top, right: left + width, bottom: top + 20 })
    return { text, page: 0, quad, confidence: 0.9, chars: [] }
  })
  const unused = () => Promise.reject(new Error('not used here'))
  const read = async () => ({ fields: [], lines, tables: [], regions: [], frames: [], width: 900, height: 600 })
  return { read, pdfPages: unused, videoFrames: unused }
}

const { signal } = new AbortController()
const image = Buffer.from('BM')

describe('from lines alone', () => {
  test('a licence is what stands behind its labels, in the line or right of it', async () => {
    const engine = engineOf([
      ['营业执照', 300, 10],
      ['统一社会信用代码', 20, 60],
      ['91110105MA01ABCD2E', 200, 62],
      ['名 称', 20, 100, 60],
      ['别的', 700, 101],
      ['北京幸福科技有限公司', 100, 101],
      ['类型：有限责任公司', 20, 140],
      ['注册资本 200万元人民币', 400, 140],
      ['营业期限', 20, 180],
      ['2005年06月09日至长期', 120, 181],
    ])
    expect(await licenceOf(engine, image, signal)).toEqual({
      license_type: 'Business License',
      detail: {
        union_id: '91110105MA01ABCD2E',
        regist_no: '',
        name: '北京幸福科技有限公司',
        type: '有限责任公司',
        addr: '',
        legal_rep: '',
        regist_capital: '200万元人民币',
        establish_date: '',
        operation_period: '2005年06月09日至长期',
      },
    })
  })

  test('paid-in capital is there only where it is printed; other paper is no licence', async () => {
    const printed = await licenceOf(
      engineOf([
        ['营业执照', 0, 0],
        ['实收资本 50万元', 0, 40],
      ]),
      image,
      signal,
    )
    expect(printed.detail['real_capital']).toBe('50万元')
    const letter = await licenceOf(
      engineOf([
        ['名称 某信', 0, 0],
        ['你好', 0, 40],
      ]),
      image,
      signal,
    )
    expect(letter).toMatchObject({ license_type: 'Not Business License', detail: { name: '' } })
  })

  test('plates are the lines that have the form of one, without dots and blanks', async () => {
    const engine = engineOf([
      ['粤B·12345', 10, 10, 140],
      ['第一行', 10, 50],
      ['京 AD 12345', 10, 90],
      ['粤O12345', 10, 130],
    ])
    expect(await platesOf(engine, image, signal)).toMatchObject({
      'number of plate licenses': 2,
      detail: [
        {
          platelicense: '粤B12345',
          plate_type: '蓝牌',
          confidence: 0.9,
          box: [
            [10, 10],
            [150, 10],
            [150, 30],
            [10, 30],
          ],
        },
        { platelicense: '京AD12345', plate_type: '新能源绿牌' },
      ],
    })
  })
})
