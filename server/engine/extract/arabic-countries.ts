import { bareArabic } from './arabic.ts'
import { editDistance } from './edit-distance.ts'

/** Names of states as Emirates IDs print them, in both scripts: the nationalities of nearly everyone who lives there. */
const countries: readonly (readonly [latin: string, arabic: string])[] = `
United Arab Emirates=الإمارات العربية المتحدة;Afghanistan=أفغانستان;Algeria=الجزائر;Argentina=الأرجنتين;Armenia=أرمينيا;Australia=أستراليا;Austria=النمسا
Azerbaijan=أذربيجان;Bahrain=البحرين;Bangladesh=بنغلاديش;Belarus=روسيا البيضاء;Belgium=بلجيكا;Brazil=البرازيل;Bulgaria=بلغاريا;Cameroon=الكاميرون;Canada=كندا
Chile=تشيلي;China=الصين;Colombia=كولومبيا;Comoros=جزر القمر;Croatia=كرواتيا;Cyprus=قبرص;Denmark=الدنمارك;Egypt=مصر;Eritrea=إريتريا;Ethiopia=إثيوبيا;Finland=فنلندا
France=فرنسا;Georgia=جورجيا;Germany=ألمانيا;Ghana=غانا;Greece=اليونان;Hungary=المجر;India=الهند;Indonesia=إندونيسيا;Iran=إيران;Iraq=العراق;Ireland=أيرلندا;Italy=إيطاليا
Japan=اليابان;Jordan=الأردن;Kazakhstan=كازاخستان;Kenya=كينيا;Kuwait=الكويت;Kyrgyzstan=قيرغيزستان;Lebanon=لبنان;Libya=ليبيا;Malaysia=ماليزيا;Mauritania=موريتانيا;Mexico=المكسيك
Morocco=المغرب;Myanmar=ميانمار;Nepal=نيبال;Netherlands=هولندا;New Zealand=نيوزيلندا;Nigeria=نيجيريا;Norway=النرويج;Oman=عمان;Pakistan=باكستان;Palestine=فلسطين
Philippines=الفلبين;Poland=بولندا;Portugal=البرتغال;Qatar=قطر;Romania=رومانيا;Russia=روسيا;Saudi Arabia=السعودية;Senegal=السنغال;Serbia=صربيا;Singapore=سنغافورة
Somalia=الصومال;South Africa=جنوب أفريقيا;South Korea=كوريا الجنوبية;Spain=إسبانيا;Sri Lanka=سريلانكا;Sudan=السودان;Sweden=السويد;Switzerland=سويسرا;Syria=سوريا
Tajikistan=طاجيكستان;Tanzania=تنزانيا;Thailand=تايلاند;Tunisia=تونس;Turkey=تركيا;Uganda=أوغندا;Ukraine=أوكرانيا;United Kingdom=المملكة المتحدة
United States of America=الولايات المتحدة الأمريكية;Uzbekistan=أوزبكستان;Venezuela=فنزويلا;Vietnam=فيتنام;Yemen=اليمن;Zimbabwe=زيمبابوي`
  .trim()
  .split(/[;\n]/)
  .map((entry) => entry.split('=') as [string, string])

/** How many letters of a name may have been misread. */
const tolerated = (length: number) => Math.floor(length / 4)

const letters = (text: string) => text.replace(/\s/g, '').toLowerCase()

/**
 * The state that Latin print names, a letter in six misread or lost; `rest`: how many letters of Arabic print that was read as Latin follow it. Null when
 * none of the list is near.
 */
export function latinCountryName(read: string): { name: string; rest: number } | null {
  const text = letters(read)
  let best: { name: string; rest: number; cost: number } | null = null
  for (const [name] of countries) {
    const wanted = letters(name)
    const most = Math.floor(wanted.length / 6)
    // The whole text may be the name, or only its beginning.
    const follows = wanted.length >= 4 && text.startsWith(wanted)
    const cost = follows ? 0 : editDistance(wanted, text)
    if (cost > most) continue
    const rest = follows ? text.length - wanted.length : 0
    if (!best || cost < best.cost || (cost === best.cost && rest < best.rest)) best = { name, rest, cost }
  }
  return best && { name: best.name, rest: best.rest }
}

/**
 * How much of a name of several words stands before and behind those that were read, in letters; null when what was read is no run of the name's words, or less
 * than a third of it.
 */
export function missingLetters(read: string, name: string): { before: number; behind: number } | null {
  const wanted = name.split(' ').map(bareArabic)
  const seen = read
    .split(' ')
    .map(bareArabic)
    .filter((word) => word !== '')
  const length = (words: readonly string[]) => words.reduce((sum, word) => sum + word.length + 1, 0)
  for (let from = 0; from + seen.length <= wanted.length; from += 1) {
    const part = wanted.slice(from, from + seen.length)
    const isPart = part.every((word, index) => editDistance(word, seen[index]!) <= tolerated(word.length))
    if (isPart && seen.length > 0 && 3 * length(part) >= length(wanted))
      return { before: length(wanted.slice(0, from)), behind: length(wanted.slice(from + seen.length)) }
  }
  return null
}

/**
 * The name of a state from how it was read in Arabic: the one that the Latin print names where the reading is near it, else the only one of the list that is as
 * near; a name that is near none stays as it was read and is not `known`.
 */
export function arabicCountryName(read: string, latin: string | null): { name: string; known: boolean } {
  const wanted = bareArabic(read)
  const near = countries
    .map(([inLatin, inArabic]) => ({ inLatin, inArabic, cost: editDistance(wanted, bareArabic(inArabic)) }))
    .filter(({ inArabic, cost }) => cost <= tolerated(bareArabic(inArabic).length))
    .toSorted((first, second) => first.cost - second.cost)
  const said = near.find(({ inLatin }) => inLatin.toLowerCase() === latin?.toLowerCase())
  if (said) return { name: said.inArabic, known: true }
  // Words of a long name get lost where it runs into the portrait or the label.
  const inBoth = countries.find(([inLatin]) => inLatin.toLowerCase() === latin?.toLowerCase())
  if (inBoth && missingLetters(read, inBoth[1])) return { name: inBoth[1], known: true }
  const [best, next] = near
  const known = best !== undefined && best.cost < (next?.cost ?? Infinity)
  return { name: known ? best.inArabic : read, known }
}
