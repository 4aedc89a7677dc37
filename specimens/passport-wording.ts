import type { Random } from './random.ts'
import type { State } from './travellers.ts'

/** Every printed entry of a data page. */
const entries = [
  'type',
  'code',
  'number',
  'surname',
  'givenName',
  'nationality',
  'birth',
  'sex',
  'birthPlace',
  'issue',
  'expiry',
  'authority',
  'signature',
  'person',
] as const
export type Label = (typeof entries)[number]

const list = (text: string) => text.split('|')

/** English wordings, of which a page picks one each; the first is the usual one. */
const english: Record<Label, readonly string[]> = {
  type: list('Type|Type|Document type'),
  code: list('Country code|Code|Code of issuing State|Issuing country|Country Code'),
  number: list('Passport No.|Passport No|Passport number|Document No.'),
  surname: list('Surname|Surname|Family name|Last name|SURNAME'),
  givenName: list('Given names|Given Name(s)|Given names|First names|Forenames'),
  nationality: list('Nationality'),
  birth: list('Date of birth|Date of Birth|Birth date'),
  sex: list('Sex|Sex|Gender'),
  birthPlace: list('Place of birth|Place of Birth'),
  issue: list('Date of issue|Date of Issue|Issue date|Date of issuance'),
  expiry: list('Date of expiry|Date of expiration|Expiry date|Date of Expiry|Valid until'),
  authority: list('Authority|Issuing authority|Issued by'),
  signature: list("Holder's signature|Signature of bearer|Signature"),
  person: list('Personal No.|Identity No.|Personal number'),
}

/** One wording a language, in the order of `entries`. */
const others: Record<NonNullable<State['language']>, readonly string[]> = {
  fr: list(
    "Type|Code du pays|N° du passeport|Nom|Prénoms|Nationalité|Date de naissance|Sexe|Lieu de naissance|Date de délivrance|Date d'expiration|Autorité|Signature du titulaire|N° personnel",
  ),
  es: list(
    'Tipo|Código|Pasaporte No.|Apellidos|Nombres|Nacionalidad|Fecha de nacimiento|Sexo|Lugar de nacimiento|Fecha de expedición|Fecha de caducidad|Autoridad|Firma del titular|N° personal',
  ),
  de: list(
    'Typ|Kode|Pass-Nr.|Name|Vornamen|Staatsangehörigkeit|Geburtsdatum|Geschlecht|Geburtsort|Ausstellungsdatum|Gültig bis|Behörde|Unterschrift|Personennummer',
  ),
  it: list(
    'Tipo|Codice Paese|Passaporto N.|Cognome|Nome|Cittadinanza|Data di nascita|Sesso|Luogo di nascita|Data di rilascio|Data di scadenza|Autorità|Firma del titolare|N. personale',
  ),
  pt: list(
    'Tipo|Código do país|Passaporte N°|Apelidos|Nomes próprios|Nacionalidade|Data de nascimento|Sexo|Local de nascimento|Data de emissão|Data de validade|Autoridade|Assinatura do titular|N° pessoal',
  ),
  nl: list(
    'Type|Code van staat|Paspoortnummer|Naam|Voornamen|Nationaliteit|Geboortedatum|Geslacht|Geboorteplaats|Datum van afgifte|Geldig tot|Instantie|Handtekening|Persoonsnummer',
  ),
  pl: list(
    'Typ|Kod|Nr paszportu|Nazwisko|Imiona|Obywatelstwo|Data urodzenia|Płeć|Miejsce urodzenia|Data wydania|Data ważności|Organ wydający|Podpis|Nr PESEL',
  ),
  tr: list(
    'Tip|Ülke kodu|Pasaport No|Soyadı|Adı|Uyruğu|Doğum tarihi|Cinsiyeti|Doğum yeri|Düzenleme tarihi|Son geçerlilik tarihi|Veren makam|İmza|T.C. Kimlik No',
  ),
}

/** The order of a page that gives each entry a row or a number. */
export const order = entries.slice(0, 12)

/** How a page words its labels: English alone, or with a second language after or before it, some with running numbers or in capitals. */
export function wordLabels(random: Random, { language }: State): (key: Label) => string {
  const stroke = random.pick(['/', ' / ', '/'])
  const bilingual = language !== null && random.chance(0.75)
  const foreignFirst = random.chance(0.25)
  const numbered = random.chance(0.12)
  const capitals = random.chance(0.1)
  // Most pages have the usual wordings throughout.
  const chosen = random.chance(0.4)
    ? (key: Label) => english[key][0]!
    : (
        (own) => (key: Label) =>
          own.get(key)!
      )(new Map(entries.map((key) => [key, random.pick(english[key])])))
  return (key) => {
    const words = [chosen(key), ...(bilingual ? [others[language][entries.indexOf(key)]!] : [])]
    if (foreignFirst) words.reverse()
    const number = order.indexOf(key)
    const text = `${numbered && number >= 0 ? `${number + 1}. ` : ''}${words.join(stroke)}`
    return capitals ? text.toUpperCase() : text
  }
}
