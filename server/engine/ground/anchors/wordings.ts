import type { KindDefinition } from '../../../contract/documents/index.ts'
import { passportWordings } from '../../extract/passport-labels.ts'

const number = ['纳税人识别号', '统一社会信用代码/纳税人识别号', '统一社会信用代码', '税号']
const period = ['有效期限', '有效期', '有效起始日期', 'Valid Period', 'Validity']
const term = ['营业期限', '经营期限', '合伙期限']

/** How documents of every kind print the labels of a key, beside the key's own names. */
const printed: Readonly<Record<string, readonly string[]>> = {
  ...passportWordings,
  name: [...passportWordings.name, '名称', '字号名称', '企业名称'],
  sex: [...passportWordings.sex, '性別'],
  ethnicity: ['民族'],
  birth_date: [...passportWordings.birth_date, '出生年月', '出生年月日'],
  address: ['住址', '地址', '住所', '经营场所', '营业场所', '主要经营场所', 'Address', 'Add'],
  id_number: [
    '公民身份号码',
    '公民身份证号码',
    '公民身份证件编号',
    '身份证号码',
    '身份证号',
    'ID Number',
    'Identity Number',
    'ID No',
  ],
  valid_from: [...period, ...term],
  valid_to: [...period, ...term, '有效期至', 'Valid until'],
  licence_number: ['证号', '证号No', '驾驶证号', 'Licence No', 'License No'],
  issuing_unit: ['发证单位', '发证机关'],
  first_issue_date: ['初次领证日期', '初始领证日期', 'Date of First Issue'],
  vehicle_class: ['准驾车型', 'Class'],
  archive_number: ['档案编号', 'File No'],
  record: ['记录', 'Record'],
  plate_number: ['号牌号码', 'Plate No', '车牌号'],
  vehicle_type: ['车辆类型', 'Vehicle Type'],
  owner: ['所有人', 'Owner'],
  use_character: ['使用性质', 'Use Character'],
  model: ['品牌型号', 'Model', '厂牌型号'],
  vin: ['车辆识别代号', '车辆识别代码', '车架号', 'VIN'],
  engine_number: ['发动机号码', '发动机号', 'Engine No'],
  register_date: ['注册日期', 'Register Date'],
  issue_date: [...passportWordings.issue_date, '发证日期', 'Issuing Date', 'VALID FROM', 'MEMBER SINCE', '发卡日期'],
  expiry_date: [
    ...passportWordings.expiry_date,
    'VALID THRU',
    'GOOD THRU',
    'VALID THRU MONTH YEAR',
    'EXPIRES END',
    'Expiry',
  ],
  file_number: ['档案编号', 'File No'],
  approved_passengers: ['核定载人数'],
  gross_mass: ['总质量'],
  unladen_mass: ['整备质量'],
  approved_load: ['核定载质量'],
  overall_dimension: ['外廓尺寸'],
  traction_mass: ['准牵引总质量'],
  energy_type: ['能源种类'],
  inspection_record: ['检验记录'],
  credit_code: ['统一社会信用代码', '社会信用代码', '信用代码'],
  registration_number: ['注册号'],
  company_type: ['类型', '公司类型', '主体类型', '组成形式'],
  legal_person: ['法定代表人', '经营者', '负责人', '投资人', '执行事务合伙人'],
  registered_capital: ['注册资本', '出资额', '注册资金'],
  paid_in_capital: ['实收资本'],
  established_date: ['成立日期', '注册日期'],
  business_scope: ['经营范围', '业务范围'],
  invoice_code: ['发票代码', '代码'],
  invoice_number: ['发票号码', '发票号码No', '号码', 'No'],
  invoice_date: ['开票日期', '日期'],
  check_code: ['校验码'],
  buyer_name: ['名称', '购买方名称', '购货单位', '付款方', '购方名称'],
  buyer_tax_id: [...number, '购方税号'],
  buyer_address_phone: ['地址、电话', '地址电话'],
  buyer_bank_account: ['开户行及账号', '开户行及帐号'],
  seller_name: ['名称', '销售方名称', '销货单位', '收款方', '销方名称'],
  seller_tax_id: [...number, '销方税号'],
  seller_address_phone: ['地址、电话', '地址电话'],
  seller_bank_account: ['开户行及账号', '开户行及帐号'],
  amount_without_tax: ['合计'],
  tax_amount: ['合计', '税额'],
  total_amount: ['小写', '(小写)', '合计金额(小写)', '合计金额小写', '合计', '总计', '价税合计'],
  total_amount_words: ['价税合计(大写)', '价税合计', '大写', '合计金额(大写)'],
  amount_words: ['大写', '大写金额'],
  payee: ['收款人', '收款员'],
  reviewer: ['复核', '复核人'],
  drawer: ['开票人'],
  car_number: ['车号', '车牌号'],
  date: ['日期', '乘车日期'],
  boarding_time: ['上车', '上车时间'],
  alighting_time: ['下车', '下车时间'],
  unit_price: ['单价'],
  mileage: ['里程'],
  amount: ['金额', '总金额', '实收金额', '小写金额'],
  shop_name: ['商家', '店名'],
  phone: ['电话', '手机号', '联系电话', '订餐电话', 'Tel'],
  packaging_fee: ['包装费', '餐盒费', '打包费'],
  delivery_fee: ['配送费'],
  goods_total: ['商品合计', '商品总额', '商品小计'],
  other_total: ['其他费用合计', '其他合计', '其他费用'],
  discount_total: ['顾客优惠合计', '优惠合计', '优惠'],
  item_count: ['总件数', '商品件数', '件数'],
  paid_online: ['在线支付', '实付', '已付款'],
  order_number: ['订单编号', '订单号'],
  order_time: ['下单时间'],
  relation: ['户主或与户主关系', '与户主关系', '户主或与', '户主关系'],
  birth_place: [...passportWordings.birth_place],
  native_place: ['籍贯'],
  organizer: ['主办单位名称', '主办单位', '主办者名称', '开办者名称'],
  organizer_type: ['主办单位性质', '主办者性质'],
  icp_number: ['ICP备案/许可证号', '备案/许可证号', '网站备案/许可证号', '备案号', '许可证号'],
  domain: ['网站域名', '域名', '网站首页网址'],
  approved_date: ['审核通过日期', '审核通过时间', '审核日期', '审核时间'],
  card_number: ['Card Number', 'Card No', '卡号'],
  card_holder: ['CARD HOLDER', 'CARDHOLDER NAME', '持卡人'],
  occupation: ['Occupation'],
  employer: ['Employer'],
  mobile_phone: ['手机', '移动电话', 'Mobile', 'Mob', 'M'],
  office_phone: ['电话', '座机', '总机', 'Tel', 'T'],
  email: ['邮箱', '电子邮箱', 'E-mail', 'Email', 'Mail'],
}

/** Labels of what no field holds: their text is nobody else's value. */
const strange = [
  '备注',
  '机器编号',
  '机打号码',
  '密码区',
  '项目名称',
  '规格型号',
  '数量',
  '税率',
  '登记机关',
  '曾用名',
  '宗教信仰',
  '身高',
  '血型',
  '文化程度',
  '婚姻状况',
  '兵役状况',
  '服务处所',
  '职业',
  '登记日期',
  '承办人签章',
  '监督电话',
  '等候',
  '燃油附加费',
  '网站名称',
  '是否限制接入',
  'Signature',
  '本市其他住址',
  '何时由何地迁来本址',
]

/** Every wording that may be a label on a document of a kind, with the keys that it may stand for; none for labels of no field. */
export function wordingsOf({ fields }: KindDefinition): ReadonlyMap<string, ReadonlySet<string>> {
  const wordings = new Map<string, Set<string>>()
  const add = (wording: string, key?: string) => {
    const keys = wordings.get(wording) ?? new Set<string>()
    if (key !== undefined) keys.add(key)
    wordings.set(wording, keys)
  }
  for (const { key, label } of fields) {
    for (const wording of [label.zh, label.en, ...(printed[key] ?? [])]) if (wording.length > 1) add(wording, key)
  }
  if (wordings.size === 0) return wordings
  // One label for the name in both scripts.
  if (wordings.has('中文姓名'))
    for (const key of ['name_chinese', 'surname', 'given_name'])
      for (const wording of passportWordings.name) add(wording, key)
  if (fields.some(({ key }) => key === 'mrz_line1'))
    for (const other of Object.keys(passportWordings)) {
      for (const wording of passportWordings[other as keyof typeof passportWordings]) add(wording)
    }
  for (const wording of strange) add(wording)
  return wordings
}
