import { field, line, quad, reading } from '../../../aliyun-signature/gateway/testing.ts'
import type { StandInReading } from '../../../stand-in.ts'

const at = (row: number) => quad(20, 20 + row * 30, 300, 24)
const fields = (values: Record<string, string>) =>
  Object.entries(values).map(([key, value], index) => field(key, value, at(index)))
const region = (kind: string, left: number, top: number, text?: string) => ({
  kind,
  page: 0,
  quad: quad(left, top, 90, 60),
  confidence: 0.9,
  ...(text !== undefined && { text }),
})
const lines = [
  line('第一行', at(0)),
  line('second line', [
    [20, 60],
    [320, 66],
    [320, 90],
    [20, 84],
  ]),
]

/** A reading of each kind that the actions ask for, with everything that the engine could find on it. */
export const fullReadings: Readonly<Record<string, StandInReading>> = {
  'id-card-front': reading({
    lines,
    fields: fields({
      name: '张三',
      sex: '男',
      ethnicity: '汉',
      birth_date: '1996-01-11',
      address: '浙江省杭州市余杭区1号',
      id_number: '310228199601115411',
    }),
    regions: [region('card', 5, 5), region('portrait', 500, 100)],
  }),
  'id-card-back': reading({
    lines,
    fields: fields({ issuing_authority: '杭州市公安局', valid_from: '2016-01-11', valid_to: '长期' }),
    regions: [region('card', 5, 5)],
  }),
  'household-register': reading({
    lines,
    fields: fields({
      name: '杨冬',
      relation: '孙女',
      sex: '女',
      birth_date: '2002-02-07',
      id_number: '513437200212271325',
    }),
    regions: [
      region('title', 200, 10),
      region('register-stamp', 300, 200),
      region('undertaker-stamp', 400, 200),
      region('invalid-stamp', 10, 200),
      region('other-stamp', 100, 200),
    ],
  }),
  'bank-card': reading({ lines, fields: fields({ card_number: '6212 2623 1500 7683 105', expiry_date: '07/26' }) }),
  'business-card': reading({
    lines,
    fields: [
      ...fields({
        name: '孙梦',
        title: '经理',
        company: '广告公司',
        department: '设计部',
        office_phone: '02188888888',
      }),
      ...fields({ mobile_phone: '13900001234', address: '西湖区1号', email: 'a@example.com' }),
      field('mobile_phone', '13900001235', at(8)),
    ],
  }),
  'qr-code': reading({
    fields: [field('content', 'https://example.com/', at(0), null)],
    regions: [region('qr', 9, 9)],
  }),
  'passport-cn': reading({
    lines,
    fields: fields({
      document_type: 'P',
      country_code: 'CHN',
      passport_number: 'E20354558',
      surname: 'LI',
      given_name: 'SI',
      nationality: 'CHN',
      birth_date: '1986-10-30',
      sex: 'M',
      issue_date: '2013-05-02',
      expiry_date: '2023-05-01',
      mrz_line1: 'POCHNLI<<SI<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<',
      mrz_line2: 'E203545580CHN8610304M2305019MNPELOLIOKLPA938',
      name_chinese: '李四',
      birth_place: '上海/SHANGHAI',
      issue_place: '上海/SHANGHAI',
      issuing_authority: '公安部出入境管理局',
      person_id: 'MNPELOLIOKLPA9',
    }),
  }),
  'passport-mrz': reading({
    lines,
    fields: fields({
      document_type: 'P',
      country_code: 'CHN',
      passport_number: 'E08080808',
      surname: 'ZHANG',
      given_name: 'SAN',
      nationality: 'CHN',
      birth_date: '1992-01-12',
      sex: 'M',
      issue_date: '2014-09-12',
      expiry_date: '2024-09-11',
      mrz_line1: 'POCHNZHANG<<SAN<<<<<<<<<<<<<<<<<<<<<<<<<<<<<',
      mrz_line2: 'E080808081CHN9201129M24091187766ZXCOWE<<<<90',
    }),
  }),
  'business-licence': reading({
    lines,
    fields: fields({
      credit_code: '91500108320423000X',
      name: '某某电子商务有限公司',
      company_type: '有限责任公司',
      address: '西湖区1号',
      legal_person: '李四',
      registered_capital: '叁佰万元整',
      established_date: '2015-05-04',
      valid_to: '长期',
      business_scope: '网络技术服务;网站建设',
    }),
    regions: [region('stamp', 600, 300), region('title', 300, 20), region('emblem', 350, 5)],
  }),
  stamp: reading({
    lines,
    fields: [
      field('stamp_text', '杭州市科技有限公司', quad(110, 110, 60, 20)),
      field('other_text', '合同专用章', quad(120, 130, 40, 10)),
    ],
    regions: [region('stamp', 100, 100)],
  }),
  'general-text': reading({ lines }),
  table: reading({
    lines: [line('存货盘点表', quad(200, 5, 200, 20)), ...lines, line('制表人', quad(20, 450, 100, 20))],
    tables: [
      {
        page: 0,
        quad: quad(20, 40, 600, 300),
        rows: 2,
        columns: 2,
        cells: [
          {
            row: 0,
            column: 0,
            rowSpan: 1,
            columnSpan: 2,
            text: '名称\n<数量>',
            quad: quad(20, 40, 600, 150),
            confidence: 0.9,
          },
          {
            row: 1,
            column: 0,
            rowSpan: 1,
            columnSpan: 1,
            text: '发电机',
            quad: quad(20, 190, 300, 150),
            confidence: 0.9,
          },
          { row: 1, column: 1, rowSpan: 1, columnSpan: 1, text: '', quad: null, confidence: null },
        ],
      },
    ],
  }),
  'document-structure': reading({ lines, html: '<h2>标题</h2>' }),
  'card-screenshot': reading({
    fields: [
      field('is_card', 'true'),
      field('is_blurred', 'false'),
      field('is_recaptured', 'false'),
      field('recapture_score', '12.5'),
    ],
  }),
  signboard: reading({ lines, fields: [field('sign_name', '煌烤鸭', at(0)), field('phone', '0571-1234567', at(1))] }),
  pdf: reading({ lines }),
  'video-text': reading({ lines }),
  'driver-licence-front': reading({
    lines,
    fields: fields({
      licence_number: '210288898898898888',
      name: '张三',
      sex: '男',
      address: '徐州市1号',
      issuing_unit: '徐州市公安局',
      first_issue_date: '2013-02-08',
      vehicle_class: 'C1',
      valid_from: '2013-02-08',
      valid_to: '6年',
    }),
  }),
  'driver-licence-back': reading({
    lines,
    fields: fields({
      name: '张三',
      licence_number: '210288898898898888',
      archive_number: '130601473955',
      record: '实习期',
    }),
  }),
  'vehicle-licence-front': reading({
    lines,
    fields: fields({
      plate_number: '苏F123E9',
      vehicle_type: '小型普通客车',
      owner: '张三',
      address: '中牟县1号',
      use_character: '非营运',
      model: '大众汽车牌',
      vin: 'LVBB2FAF777999888',
      engine_number: '111111',
      register_date: '2018-03-12',
      issue_date: '2018-03-13',
    }),
  }),
  'vehicle-licence-back': reading({
    lines,
    fields: fields({
      plate_number: '苏F123E9',
      file_number: '320600',
      approved_passengers: '5人',
      gross_mass: '2205kg',
    }),
  }),
  'licence-plate': reading({
    lines,
    fields: [
      field('plate_number', '粤BP57E7', quad(310, 260, 60, 20)),
      field('plate_type', '小型汽车', undefined, 0.8),
    ],
    regions: [region('plate', 300, 250)],
  }),
  vin: reading({ lines, fields: fields({ vin: 'LVBB2FAF777999888' }) }),
  'taxi-invoice': reading({ lines }),
  'vat-invoice': reading({
    lines,
    fields: fields({
      invoice_code: '033002000411',
      invoice_number: '03753869',
      invoice_date: '2020-12-15',
      total_amount: '87.00',
    }),
  }),
  'train-ticket': reading({
    lines,
    fields: fields({
      departure_station: '苏州站',
      arrival_station: '南京南站',
      train_number: 'G7350',
      departure_time: '2017-08-05T22:09',
      seat: '04车13A号',
      seat_class: '二等座',
      price: '104.50',
      passenger_name: '帅帅',
    }),
  }),
  'takeaway-order': reading({
    lines,
    fields: fields({ shop_name: '样例便利店', delivery_fee: '4.00', order_time: '2020-01-02T12:30' }),
  }),
  'quota-invoice': reading({
    lines,
    fields: fields({ invoice_code: '144031800103', invoice_number: '40637706', amount_words: '壹拾元整' }),
  }),
  'vat-roll-invoice': reading({
    lines,
    fields: fields({
      invoice_code: '044031860107',
      invoice_number: '09267581',
      invoice_date: '2018-09-20',
      total_amount: '220.00',
    }),
  }),
}
