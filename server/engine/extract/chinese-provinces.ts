import { editDistance } from './edit-distance.ts'

/** Provinces as Chinese passports name places of birth and issue, with their spelling in Latin letters (GB/T 2260, 陕西 as Shaanxi). */
const provinces: readonly (readonly [chinese: string, latin: string])[] = (
  '北京 BEIJING 天津 TIANJIN 河北 HEBEI 山西 SHANXI 内蒙古 INNER|MONGOLIA 内蒙古 NEIMENGGU 辽宁 LIAONING 吉林 JILIN 黑龙江 HEILONGJIANG 上海 SHANGHAI ' +
  '江苏 JIANGSU 浙江 ZHEJIANG 安徽 ANHUI 福建 FUJIAN 江西 JIANGXI 山东 SHANDONG 河南 HENAN 湖北 HUBEI 湖南 HUNAN 广东 GUANGDONG 广西 GUANGXI ' +
  '海南 HAINAN 重庆 CHONGQING 四川 SICHUAN 贵州 GUIZHOU 云南 YUNNAN 西藏 TIBET 西藏 XIZANG 陕西 SHAANXI 甘肃 GANSU 青海 QINGHAI 宁夏 NINGXIA ' +
  '新疆 XINJIANG 香港 HONG|KONG 澳门 MACAO 台湾 TAIWAN'
)
  .split(' ')
  .flatMap((word, index, all) => (index % 2 === 0 ? [[word, all[index + 1]!.replace('|', ' ')] as const] : []))

/**
 * A place in both languages (`重庆/CHONGQING`) with the province's name put right in the one language where the other says which it is; anything else as
 * it is.
 */
export function withProvince(place: string): string {
  const match = /^(\p{Script=Han}{1,3})(\s*\/\s*|\s?[|lI1](?=[A-Z/])\/?)([A-Z][A-Z ]*)$/u.exec(place)
  if (!match) return place
  const [, chinese = '', stroke = '/', latin = ''] = match
  // Two names that are right in themselves contradict each other: that is for the reader to see.
  const known = [provinces.some(([name]) => name === chinese), provinces.some(([, spelt]) => spelt === latin)]
  const near = (name: string) => editDistance(name, latin)
  const byChinese = provinces
    .filter(([name, spelt]) => name === chinese && near(spelt) <= (known[1] ? 0 : 0.25 * spelt.length))
    .toSorted((first, second) => near(first[1]) - near(second[1]))[0]
  const byLatin = provinces.find(
    ([name, spelt]) => !known[0] && spelt === latin && Array.from(chinese).some((sign) => name.includes(sign)),
  )
  const [name, spelt] = byChinese ?? byLatin ?? [chinese, latin]
  return byChinese || byLatin ? name + (stroke.includes('/') ? stroke.replace(/[|lI1]/, '') : '/') + spelt : place
}
