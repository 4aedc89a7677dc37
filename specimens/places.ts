import type { Random } from './random.ts'

/** A real county-level place with the four digits of its province and prefecture (GB/T 2260). */
interface County {
  prefecture: string
  province: string
  name: string
  /** The name without its province, which stands before 公安局. */
  office: string
}

const counties: readonly County[] = [
  ['1101', '北京市', '海淀区'],
  ['1101', '北京市', '朝阳区'],
  ['1101', '北京市', '西城区'],
  ['1201', '天津市', '南开区'],
  ['1201', '天津市', '武清区'],
  ['1301', '河北省', '石家庄市长安区'],
  ['1302', '河北省', '唐山市路北区'],
  ['1401', '山西省', '太原市小店区'],
  ['1501', '内蒙古自治区', '呼和浩特市赛罕区'],
  ['1502', '内蒙古自治区', '包头市昆都仑区'],
  ['2101', '辽宁省', '沈阳市和平区'],
  ['2102', '辽宁省', '大连市甘井子区'],
  ['2201', '吉林省', '长春市南关区'],
  ['2224', '吉林省', '延吉市'],
  ['2301', '黑龙江省', '哈尔滨市道里区'],
  ['3101', '上海市', '浦东新区'],
  ['3101', '上海市', '徐汇区'],
  ['3201', '江苏省', '南京市鼓楼区'],
  ['3205', '江苏省', '昆山市'],
  ['3301', '浙江省', '杭州市西湖区'],
  ['3302', '浙江省', '宁波市鄞州区'],
  ['3401', '安徽省', '合肥市包河区'],
  ['3501', '福建省', '福州市仓山区'],
  ['3502', '福建省', '厦门市思明区'],
  ['3601', '江西省', '南昌市东湖区'],
  ['3701', '山东省', '济南市历下区'],
  ['3702', '山东省', '青岛市市南区'],
  ['4101', '河南省', '郑州市金水区'],
  ['4103', '河南省', '洛阳市涧西区'],
  ['4201', '湖北省', '武汉市武昌区'],
  ['4301', '湖南省', '长沙市岳麓区'],
  ['4331', '湖南省', '吉首市'],
  ['4401', '广东省', '广州市天河区'],
  ['4403', '广东省', '深圳市南山区'],
  ['4501', '广西壮族自治区', '南宁市青秀区'],
  ['4503', '广西壮族自治区', '桂林市象山区'],
  ['4601', '海南省', '海口市美兰区'],
  ['5001', '重庆市', '渝中区'],
  ['5001', '重庆市', '沙坪坝区'],
  ['5101', '四川省', '成都市武侯区'],
  ['5134', '四川省', '西昌市'],
  ['5201', '贵州省', '贵阳市云岩区'],
  ['5301', '云南省', '昆明市盘龙区'],
  ['5329', '云南省', '大理市'],
  ['5401', '西藏自治区', '拉萨市城关区'],
  ['6101', '陕西省', '西安市雁塔区'],
  ['6201', '甘肃省', '兰州市城关区'],
  ['6301', '青海省', '西宁市城东区'],
  ['6401', '宁夏回族自治区', '银川市兴庆区'],
  ['6501', '新疆维吾尔自治区', '乌鲁木齐市天山区'],
  ['6531', '新疆维吾尔自治区', '喀什市'],
].map(([prefecture, province, name]) => {
  const municipality = province!.endsWith('市')
  return {
    prefecture: prefecture!,
    province: province!,
    name: name!,
    office: municipality ? `${province}${name}` : name!,
  }
})

const streets = (
  '人民路 中山路 解放街 建设路 新华街 和平里 文化路 长江路 朝阳街 胜利路 学院路 滨河南路 青年大街 迎宾大道 凤凰路 幸福路 团结巷 ' +
  '东风西路 槐树街 梧桐路 金桥路 北环路 体育场路 红旗大街 翠竹路 云景道 望江路 芙蓉中路 星海街 古城东路'
).split(' ')
const estates =
  '阳光花园 锦绣家园 翠湖苑 明珠小区 丽景苑 康乐新村 金色港湾 书香门第 枫林雅居 和谐家园 东方名城 绿洲花园'.split(' ')
const towns = '柳河镇 石桥镇 双塔镇 白马乡 清溪镇 龙泉乡 杏花镇 大王庄镇 三岔镇 望月乡 金沙镇 青石镇'.split(' ')
const villages = '前进村 东升村 杨家湾村 李庄村 双井村 上河村 南坪村 小王庄村 红星村 桃园村 大树村 新民村'.split(' ')

export interface HomeAddress {
  prefecture: string
  text: string
  /** The public security office that would issue a card there. */
  authority: string
}

/** 杭州市西湖区 has 杭州市公安局西湖分局; a city that is itself of county rank has its own office. */
function authorityOf({ office }: County): string {
  const [, city, district] = /^(.+?市)(.+?)(?:新区|区)$/.exec(office) ?? []
  return city && district ? `${city}公安局${district}分局` : `${office}公安局`
}

/** An address that no house has: real county, invented street, estate or village and number. */
export function inventAddress(random: Random): HomeAddress {
  const county = random.pick(counties)
  const start = county.province + county.name
  const number = random.integer(1, 399)
  const text = random.chance(0.3)
    ? `${start}${random.pick(towns)}${random.pick(villages)}${random.chance(0.6) ? `${random.integer(1, 12)}组` : ''}${number}号`
    : `${start}${random.pick(streets)}${number}号${
        random.chance(0.65)
          ? `${random.chance(0.6) ? random.pick(estates) : ''}${random.integer(1, 36)}${random.pick(['号楼', '栋', '幢'])}${
              random.chance(0.7) ? `${random.integer(1, 6)}单元` : ''
            }${random.integer(1, 32)}${String(random.integer(1, 8)).padStart(2, '0')}${random.pick(['室', '号'])}`
          : ''
      }`
  return {
    prefecture: county.prefecture,
    text,
    authority: authorityOf(county),
  }
}

/** Provinces as Chinese passports print them. */
export const passportProvinces: readonly [zh: string, latin: string][] = (
  '北京:BEIJING 天津:TIANJIN 河北:HEBEI 山西:SHANXI 内蒙古:INNER MONGOLIA 辽宁:LIAONING 吉林:JILIN 黑龙江:HEILONGJIANG ' +
  '上海:SHANGHAI 江苏:JIANGSU 浙江:ZHEJIANG 安徽:ANHUI 福建:FUJIAN 江西:JIANGXI 山东:SHANDONG 河南:HENAN 湖北:HUBEI 湖南:HUNAN ' +
  '广东:GUANGDONG 广西:GUANGXI 海南:HAINAN 重庆:CHONGQING 四川:SICHUAN 贵州:GUIZHOU 云南:YUNNAN 西藏:TIBET 陕西:SHAANXI ' +
  '甘肃:GANSU 青海:QINGHAI 宁夏:NINGXIA 新疆:XINJIANG'
)
  .split(/ (?=\p{Script=Han})/u)
  .map((pair) => pair.split(':') as [string, string])
