import type { Label } from './provider.ts'

/**
 * Where the callers of an app may be: the divisions of China by their codes of ISO 3166-2:CN, as the map of the vendor's console counts calls
 * (seed-facts/ctyun/console.json, `overview.province`). A script may name any other place.
 */
export const regions: Readonly<Record<string, Label>> = {
  'CN-BJ': { en: 'Beijing', zh: '北京', ar: 'بكين' },
  'CN-TJ': { en: 'Tianjin', zh: '天津', ar: 'تيانجين' },
  'CN-HE': { en: 'Hebei', zh: '河北', ar: 'خبي' },
  'CN-SX': { en: 'Shanxi', zh: '山西', ar: 'شانشي' },
  'CN-NM': { en: 'Inner Mongolia', zh: '内蒙古', ar: 'منغوليا الداخلية' },
  'CN-LN': { en: 'Liaoning', zh: '辽宁', ar: 'لياونينغ' },
  'CN-JL': { en: 'Jilin', zh: '吉林', ar: 'جيلين' },
  'CN-HL': { en: 'Heilongjiang', zh: '黑龙江', ar: 'هيلونغجيانغ' },
  'CN-SH': { en: 'Shanghai', zh: '上海', ar: 'شانغهاي' },
  'CN-JS': { en: 'Jiangsu', zh: '江苏', ar: 'جيانغسو' },
  'CN-ZJ': { en: 'Zhejiang', zh: '浙江', ar: 'تشجيانغ' },
  'CN-AH': { en: 'Anhui', zh: '安徽', ar: 'أنهوي' },
  'CN-FJ': { en: 'Fujian', zh: '福建', ar: 'فوجيان' },
  'CN-JX': { en: 'Jiangxi', zh: '江西', ar: 'جيانغشي' },
  'CN-SD': { en: 'Shandong', zh: '山东', ar: 'شاندونغ' },
  'CN-HA': { en: 'Henan', zh: '河南', ar: 'خنان' },
  'CN-HB': { en: 'Hubei', zh: '湖北', ar: 'هوبي' },
  'CN-HN': { en: 'Hunan', zh: '湖南', ar: 'هونان' },
  'CN-GD': { en: 'Guangdong', zh: '广东', ar: 'غوانغدونغ' },
  'CN-GX': { en: 'Guangxi', zh: '广西', ar: 'غوانغشي' },
  'CN-HI': { en: 'Hainan', zh: '海南', ar: 'هاينان' },
  'CN-CQ': { en: 'Chongqing', zh: '重庆', ar: 'تشونغتشينغ' },
  'CN-SC': { en: 'Sichuan', zh: '四川', ar: 'سيتشوان' },
  'CN-GZ': { en: 'Guizhou', zh: '贵州', ar: 'قويتشو' },
  'CN-YN': { en: 'Yunnan', zh: '云南', ar: 'يونان' },
  'CN-XZ': { en: 'Tibet', zh: '西藏', ar: 'التبت' },
  'CN-SN': { en: 'Shaanxi', zh: '陕西', ar: 'شنشي' },
  'CN-GS': { en: 'Gansu', zh: '甘肃', ar: 'قانسو' },
  'CN-QH': { en: 'Qinghai', zh: '青海', ar: 'تشينغهاي' },
  'CN-NX': { en: 'Ningxia', zh: '宁夏', ar: 'نينغشيا' },
  'CN-XJ': { en: 'Xinjiang', zh: '新疆', ar: 'شينجيانغ' },
  'CN-TW': { en: 'Taiwan', zh: '台湾', ar: 'تايوان' },
  'CN-HK': { en: 'Hong Kong', zh: '香港', ar: 'هونغ كونغ' },
  'CN-MO': { en: 'Macao', zh: '澳门', ar: 'ماكاو' },
}
