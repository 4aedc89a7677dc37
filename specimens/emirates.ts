import { addYears, randomDay, type Day } from './dates.ts'
import type { Random } from './random.ts'

/** Words in both scripts of an Emirates ID: Latin, Arabic. */
export type Bilingual = readonly [latin: string, arabic: string]

const pairs = (text: string): Bilingual[] =>
  text
    .trim()
    .split('\n')
    .map((line) => line.split('=').map((part) => part.trim()) as unknown as Bilingual)

/** Parts of names of people who do not exist, in the transliterations that the cards print. */
const givenNames = {
  M: pairs(`
Omar = عمر
Salem = سالم
Khalid = خالد
Yousef = يوسف
Rashid = راشد
Hamad = حمد
Tariq = طارق
Sami = سامي
Mohammed = محمد
Ahmed = أحمد
Abdullah = عبدالله
Ibrahim = إبراهيم
Saif = سيف
Mansoor = منصور
Faisal = فيصل
Zayed = زايد
Mostafa = مصطفى
Abdul Rahman = عبد الرحمن
Hussain = حسين
Majid = ماجد`),
  F: pairs(`
Layla = ليلى
Mariam = مريم
Noura = نورة
Huda = هدى
Salma = سلمى
Aisha = عائشة
Reem = ريم
Dana = دانة
Fatima = فاطمة
Shaikha = شيخة
Khadija = خديجة
Amna = آمنة
Hessa = حصة
Zainab = زينب
Rania = رانيا`),
}

const families = pairs(`
Alnasseri = الناصري
Aldhaheri = الظاهري
Almulla = الملا
Haddad = حداد
Rahman = رحمن
Qureshi = قريشي
Fernandes = فرنانديز
Alsayed = السيد
Menon = مينون
Al Ketbi = الكتبي
Al Mansoori = المنصوري
Al Zaabi = الزعابي
Bin Ghanem = بن غانم
El Shennawy = الشناوي
Santos = سانتوس
Sharma = شارما
Khan = خان
Hosny = حسني`)

/** ISO 3166 alpha-3 codes with the names that the cards print. */
const nations: readonly (readonly [...Bilingual, code: string])[] = [
  ['United Arab Emirates', 'الإمارات العربية المتحدة', 'ARE'],
  ['Egypt', 'مصر', 'EGY'],
  ['India', 'الهند', 'IND'],
  ['Jordan', 'الأردن', 'JOR'],
  ['Pakistan', 'باكستان', 'PAK'],
  ['Philippines', 'الفلبين', 'PHL'],
  ['Lebanon', 'لبنان', 'LBN'],
  ['Syria', 'سوريا', 'SYR'],
  ['Sudan', 'السودان', 'SDN'],
  ['Bangladesh', 'بنغلاديش', 'BGD'],
  ['Morocco', 'المغرب', 'MAR'],
  ['Saudi Arabia', 'السعودية', 'SAU'],
  ['United Kingdom', 'المملكة المتحدة', 'GBR'],
  ['Sri Lanka', 'سريلانكا', 'LKA'],
  ['Nepal', 'نيبال', 'NPL'],
  ['China', 'الصين', 'CHN'],
]

export const occupations = pairs(`
Engineer = مهندس
Accountant = محاسب
Sales Manager = مدير مبيعات
Nurse = ممرضة
Teacher = مدرس
Driver = سائق
Student = طالب
Housewife = ربة منزل
Electrical Engineer = مهندس كهربائي
General Manager = مدير عام`)

export const employers = pairs(`
Falcon Contracting L.L.C = فالكون للمقاولات ذ.م.م
Gulf Star Trading = نجمة الخليج للتجارة
Desert Rose Hotel = فندق وردة الصحراء
Al Noor Private School = مدرسة النور الخاصة
Blue Dhow Shipping L.L.C = الداو الأزرق للشحن ذ.م.م`)

export const issuingPlaces = pairs(`
Abu Dhabi = أبوظبي
Dubai = دبي
Sharjah = الشارقة
Ajman = عجمان
Ras Al Khaimah = رأس الخيمة
Fujairah = الفجيرة
Umm Al Quwain = أم القيوين
Al Ain = العين`)

export interface EmiratesHolder {
  idNumber: string
  given: Bilingual[]
  family: Bilingual
  nationality: Bilingual
  nationCode: string
  sex: 'M' | 'F'
  birth: Day
  issue: Day
  expiry: Day
}

/** The digit that makes a number pass Luhn's test (ISO/IEC 7812-1, annex B). */
function luhnDigit(digits: string): string {
  const sum = Array.from(digits)
    .toReversed()
    .reduce((total, sign, index) => {
      const value = Number(sign) * (index % 2 === 0 ? 2 : 1)
      return total + (value > 9 ? value - 9 : value)
    }, 0)
  return String((10 - (sum % 10)) % 10)
}

/** A holder who does not exist: 784, the year of birth, seven digits and the Luhn digit; one to four given names. */
export function inventEmiratesHolder(random: Random): EmiratesHolder {
  const sex = random.chance(0.5) ? 'M' : 'F'
  const birth = randomDay(random, 1955, 2005)
  const first = `784${birth.year}${Array.from({ length: 7 }, () => random.integer(0, 9)).join('')}`
  const digits = first + luhnDigit(first)
  const [latin, arabic, nationCode] = random.pick(nations)
  const issue = randomDay(random, 2019, 2024)
  // After the holder's own name come the father's and the grandfather's.
  const fathers = random.sample(givenNames.M, random.integer(0, 3))
  return {
    idNumber: `${digits.slice(0, 3)}-${digits.slice(3, 7)}-${digits.slice(7, 14)}-${digits.slice(14)}`,
    given: [random.pick(givenNames[sex]), ...fathers],
    family: random.pick(families),
    nationality: [latin, arabic],
    nationCode,
    sex,
    birth,
    issue,
    expiry: addYears(issue, random.pick([2, 5, 10])),
  }
}

/** The whole name, as one of the two scripts writes it. */
export function wholeName({ given, family }: EmiratesHolder, script: 0 | 1): string {
  return [...given, family].map((name) => name[script]).join(' ')
}
