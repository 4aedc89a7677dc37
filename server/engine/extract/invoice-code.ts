/** Provinces by the first two digits of an administrative code (GB/T 2260). */
const provinces: Readonly<Record<string, string>> = {
  11: '北京市',
  12: '天津市',
  13: '河北省',
  14: '山西省',
  15: '内蒙古自治区',
  21: '辽宁省',
  22: '吉林省',
  23: '黑龙江省',
  31: '上海市',
  32: '江苏省',
  33: '浙江省',
  34: '安徽省',
  35: '福建省',
  36: '江西省',
  37: '山东省',
  41: '河南省',
  42: '湖北省',
  43: '湖南省',
  44: '广东省',
  45: '广西壮族自治区',
  46: '海南省',
  50: '重庆市',
  51: '四川省',
  52: '贵州省',
  53: '云南省',
  54: '西藏自治区',
  61: '陕西省',
  62: '甘肃省',
  63: '青海省',
  64: '宁夏回族自治区',
  65: '新疆维吾尔自治区',
}

/** Capitals of provinces, and the cities with a tax administration of their own (计划单列市). */
const cities: Readonly<Record<string, string>> = {
  1301: '石家庄市',
  1401: '太原市',
  1501: '呼和浩特市',
  2101: '沈阳市',
  2102: '大连市',
  2201: '长春市',
  2301: '哈尔滨市',
  3201: '南京市',
  3205: '苏州市',
  3301: '杭州市',
  3302: '宁波市',
  3401: '合肥市',
  3501: '福州市',
  3502: '厦门市',
  3601: '南昌市',
  3701: '济南市',
  3702: '青岛市',
  4101: '郑州市',
  4201: '武汉市',
  4301: '长沙市',
  4401: '广州市',
  4403: '深圳市',
  4501: '南宁市',
  4601: '海口市',
  5101: '成都市',
  5201: '贵阳市',
  5301: '昆明市',
  5401: '拉萨市',
  6101: '西安市',
  6201: '兰州市',
  6301: '西宁市',
  6401: '银川市',
  6501: '乌鲁木齐市',
}

const bureaus: Readonly<Record<string, string>> = { 0: '总局', 1: '国税', 2: '地税' }
const amounts: Readonly<Record<string, string>> = { 1: '万元版', 2: '十万元版', 3: '百万元版', 4: '千万元版' }

/**
 * What an invoice code of twelve digits says (国税函〔2004〕521号: bureau, region, year, trade, the province's own digits), in the words and
 * order of RecognizeQuotaInvoice: `税务局代码:国税,行政区划代码:深圳市,年份:2018,金额版:万元版,批次号:03`. Parts that say nothing or of which the
 * name is not known are left out. Null for a code of another form.
 */
export function invoiceCodeDetails(code: string): string | null {
  const match = /^([012])(\d{4})(\d{2})\d\d(\d)(\d{2})$/.exec(code)
  if (!match) return null
  const [, bureau, region, year, amount, batch] = match as unknown as string[]
  const province = provinces[region!.slice(0, 2)]
  // Municipalities have no cities below them.
  const whole = region!.endsWith('00') || /^(?:11|12|31|50)/.test(region!)
  const parts: [name: string, value: string | undefined][] = [
    ['税务局代码', bureaus[bureau!]],
    ['行政区划代码', whole ? province : cities[region!]],
    ['年份', `20${year}`],
    ['金额版', amounts[amount!]],
    ['批次号', batch],
  ]
  return parts.flatMap(([name, value]) => (value === undefined ? [] : [`${name}:${value}`])).join(',')
}
