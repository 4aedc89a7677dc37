import type { Random } from './random.ts'

/** All 56 ethnic groups of GB/T 3304, as the ID card prints them (without 族). */
export const ethnicGroups: readonly string[] = (
  '汉 蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜 水 东乡 纳西 景颇 柯尔克孜 土 ' +
  '达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 塔塔尔 独龙 鄂伦春 赫哲 门巴 ' +
  '珞巴 基诺'
).split(' ')

/** A person who does not exist. */
export interface ChinesePerson {
  name: string
  surnameLatin: string
  givenLatin: string
  sex: 'M' | 'F'
  ethnicity: string
}

const pairs = (text: string): [sign: string, latin: string][] =>
  text.split(' ').map((pair) => pair.split(':') as [string, string])

const surnames = pairs(
  '王:WANG 李:LI 张:ZHANG 刘:LIU 陈:CHEN 杨:YANG 黄:HUANG 赵:ZHAO 吴:WU 周:ZHOU 徐:XU 孙:SUN 马:MA 朱:ZHU 胡:HU 郭:GUO 何:HE ' +
    '高:GAO 林:LIN 罗:LUO 郑:ZHENG 梁:LIANG 谢:XIE 宋:SONG 唐:TANG 许:XU 邓:DENG 韩:HAN 冯:FENG 曹:CAO 彭:PENG 曾:ZENG ' +
    '肖:XIAO 田:TIAN 董:DONG 潘:PAN 袁:YUAN 蔡:CAI 蒋:JIANG 余:YU 于:YU 杜:DU 叶:YE 程:CHENG 魏:WEI 苏:SU 吕:LYU 丁:DING ' +
    '任:REN 卢:LU 姚:YAO 沈:SHEN 钟:ZHONG 姜:JIANG 崔:CUI 谭:TAN 陆:LU 范:FAN 汪:WANG 廖:LIAO 石:SHI 金:JIN 韦:WEI 贾:JIA ' +
    '夏:XIA 付:FU 方:FANG 邹:ZOU 熊:XIONG 白:BAI 孟:MENG 秦:QIN 邱:QIU 侯:HOU 江:JIANG 尹:YIN 薛:XUE 闫:YAN 段:DUAN 雷:LEI ' +
    '龙:LONG 黎:LI 史:SHI 陶:TAO 贺:HE 毛:MAO 郝:HAO 顾:GU 龚:GONG 邵:SHAO 万:WAN 覃:QIN 武:WU 钱:QIAN 戴:DAI 严:YAN ' +
    '欧阳:OUYANG 上官:SHANGGUAN 诸葛:ZHUGE 司马:SIMA 慕容:MURONG',
)

const given = pairs(
  '伟:WEI 芳:FANG 娜:NA 敏:MIN 静:JING 丽:LI 强:QIANG 磊:LEI 军:JUN 洋:YANG 勇:YONG 艳:YAN 杰:JIE 娟:JUAN 涛:TAO 明:MING ' +
    '超:CHAO 霞:XIA 平:PING 刚:GANG 桂:GUI 英:YING 华:HUA 玉:YU 兰:LAN 红:HONG 建:JIAN 国:GUO 文:WEN 志:ZHI 海:HAI 晓:XIAO ' +
    '春:CHUN 雪:XUE 梅:MEI 佳:JIA 怡:YI 子:ZI 轩:XUAN 浩:HAO 宇:YU 梓:ZI 涵:HAN 欣:XIN 雨:YU 晨:CHEN 思:SI 博:BO 诗:SHI ' +
    '琪:QI 嘉:JIA 豪:HAO 婷:TING 慧:HUI 莉:LI 鹏:PENG 飞:FEI 龙:LONG 峰:FENG 斌:BIN 宁:NING 安:AN 康:KANG 乐:LE 瑶:YAO ' +
    '萌:MENG 睿:RUI 哲:ZHE 铭:MING 珊:SHAN 璐:LU 凯:KAI 鑫:XIN 淑:SHU 珍:ZHEN 凤:FENG 琴:QIN 云:YUN 莲:LIAN 荣:RONG 胜:SHENG ' +
    '利:LI 永:YONG 天:TIAN 翔:XIANG 瑞:RUI 洁:JIE 倩:QIAN 颖:YING 越:YUE 晶:JING 冬:DONG 立:LI 学:XUE 义:YI 贵:GUI 福:FU ' +
    '生:SHENG 元:YUAN 成:CHENG 维:WEI 航:HANG 蕾:LEI 薇:WEI 悦:YUE 可:KE 然:RAN 一:YI 诺:NUO 彤:TONG 雅:YA 楠:NAN 旭:XU',
)

/** Given name, then father's name: names of Xinjiang's peoples carry a middle dot on the card and a blank in Latin letters. */
const dotted: [group: string, names: [string, string][]][] = [
  [
    '维吾尔',
    pairs(
      '阿卜杜拉:ABDULLA 买买提:MAIMAITI 古丽娜尔:GULINAER 艾合买提:AIHEMAITI 帕提古丽:PATIGULI 吐尔逊:TUERXUN 阿依古丽:AYIGULI ' +
        '努尔兰:NUERLAN 热合曼:REHEMAN 玉素甫:YUSUFU 迪丽努尔:DILINUER 艾力:AILI 卡德尔:KADEER 木拉提:MULATI',
    ),
  ],
  [
    '哈萨克',
    pairs(
      '叶尔兰:YEERLAN 哈力木:HALIMU 巴合提:BAHETI 古丽巴哈尔:GULIBAHAER 努尔泰:NUERTAI 赛力克:SAILIKE 加娜尔:JIANAER',
    ),
  ],
  ['柯尔克孜', pairs('朱马:ZHUMA 阿山:ASHAN 托合托:TUOHETUO 吐尔干:TUERGAN 买力克:MAILIKE')],
  ['塔吉克', pairs('米热:MIRE 古丽:GULI 沙依:SHAYI 夏提:XIATI 阿力甫:ALIFU')],
]

/** Peoples whose names on a card are often one undivided name. */
const undivided: [group: string, names: [string, string][]][] = [
  [
    '藏',
    pairs(
      '扎西顿珠:ZHAXIDUNZHU 卓玛:ZHUOMA 次仁央金:CIRENYANGJIN 多吉:DUOJI 格桑:GESANG 拉姆:LAMU 旦增:DANZENG 白玛:BAIMA',
    ),
  ],
  [
    '蒙古',
    pairs('巴特尔:BATEER 其其格:QIQIGE 乌云:WUYUN 苏日娜:SURINA 阿古拉:AGULA 娜仁:NAREN 朝鲁:CHAOLU 宝力德:BAOLIDE'),
  ],
]

/** An invented holder of a Chinese document; half are Han, the others spread over the other 55 groups. */
export function inventChinesePerson(random: Random): ChinesePerson {
  const sex = random.chance(0.5) ? 'M' : 'F'
  const roll = random.next()
  if (roll < 0.1) {
    const [ethnicity, names] = random.pick(dotted)
    const [first, second] = random.sample(names, 2)
    return { name: `${first![0]}·${second![0]}`, surnameLatin: second![1], givenLatin: first![1], sex, ethnicity }
  }
  if (roll < 0.15) {
    const [ethnicity, names] = random.pick(undivided)
    const [name, latin] = random.pick(names)
    return { name, surnameLatin: latin, givenLatin: '', sex, ethnicity }
  }
  const ethnicity = random.chance(0.55) ? '汉' : random.pick(ethnicGroups.slice(1))
  const [surname, surnameLatin] = random.pick(surnames)
  const signs = random.sample(given, random.chance(0.25) ? 1 : 2)
  return {
    name: surname + signs.map(([sign]) => sign).join(''),
    surnameLatin,
    givenLatin: signs.map(([, latin]) => latin).join(''),
    sex,
    ethnicity,
  }
}

/** The check digit of an eighteen-digit ID number (GB 11643-1999, ISO 7064 MOD 11-2). */
export function idCheckDigit(first17: string): string {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  const sum = weights.reduce((total, weight, index) => total + weight * Number(first17[index]), 0)
  return '10X98765432'[sum % 11]!
}

/**
 * A valid ID number that nobody can have: province and prefecture are real, the county digits 71 to 79 are given to no county
 * (GB/T 2260).
 */
export function inventIdNumber(random: Random, prefecture: string, birth: string, sex: 'M' | 'F'): string {
  const order = random.integer(0, 499) * 2 + (sex === 'M' ? 1 : 0)
  const first17 = `${prefecture}${random.integer(71, 79)}${birth.replaceAll('-', '')}${String(order).padStart(3, '0')}`
  return first17 + idCheckDigit(first17)
}
