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
  const [best, next] = near
  const known = best !== undefined && best.cost < (next?.cost ?? Infinity)
  return { name: known ? best.inArabic : read, known }
}
