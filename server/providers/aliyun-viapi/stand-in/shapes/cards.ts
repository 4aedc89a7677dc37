import type { StandInReading } from '../../../stand-in.ts'
import { ltwh, points, rotatedBox, xyxy } from './boxes.ts'
import { compactDate, fieldOf, needAny, regionsOf, shortChineseDate, valueOf, valuesOf, score } from './values.ts'

/** Documents of persons, in the shapes of capabilities.json. */

export function identityCardFront(reading: StandInReading) {
  needAny(reading, ['name', 'id_number', 'address'])
  const [portrait] = regionsOf(reading, 'portrait')
  const [card] = regionsOf(reading, 'card')
  const face = portrait && rotatedBox(portrait.quad)
  const [topLeft, topRight, bottomRight, bottomLeft] = portrait?.quad ?? []
  const front = {
    Address: valueOf(reading, 'address'),
    // Obsolete and still answered; in the example the vertices begin at the bottom-right corner.
    ...(face && {
      FaceRectVertices: [bottomRight!, bottomLeft!, topLeft!, topRight!].map(([X, Y]) => ({ X, Y })),
      FaceRectangle: {
        Center: { X: face.center[0], Y: face.center[1] },
        Angle: face.angle,
        Size: { Height: face.height, Width: face.width },
      },
    }),
    ...(card && { CardAreas: points(card.quad) }),
    Gender: valueOf(reading, 'sex'),
    Nationality: valueOf(reading, 'ethnicity'),
    Name: valueOf(reading, 'name'),
    IDNumber: valueOf(reading, 'id_number'),
    BirthDate: compactDate(valueOf(reading, 'birth_date')),
  }
  return { FrontResult: front }
}

export function identityCardBack(reading: StandInReading) {
  needAny(reading, ['issuing_authority', 'valid_from', 'valid_to'])
  return {
    BackResult: {
      Issue: valueOf(reading, 'issuing_authority'),
      StartDate: compactDate(valueOf(reading, 'valid_from')),
      EndDate: compactDate(valueOf(reading, 'valid_to')),
    },
  }
}

/** The register's marker for a field that could not be read. */
const unread = (text: string) => (text === '' ? 'FailInRecognition' : text)

export function accountPage(reading: StandInReading) {
  needAny(reading, ['name', 'id_number', 'relation', 'birth_place', 'native_place'])
  const [title] = regionsOf(reading, 'title')
  // "Stamp lists are absent when detection fails."
  const stamps = (name: string, kind: string) => {
    const found = regionsOf(reading, kind)
    return found.length === 0 ? {} : { [name]: found.map(({ quad }) => ltwh(quad)) }
  }
  return {
    NativePlace: unread(valueOf(reading, 'native_place')),
    BirthPlace: unread(valueOf(reading, 'birth_place')),
    ...stamps('RegisterStampAreas', 'register-stamp'),
    ...stamps('UndertakeStampAreas', 'undertaker-stamp'),
    ...stamps('InvalidStampAreas', 'invalid-stamp'),
    ...stamps('OtherStampAreas', 'other-stamp'),
    Gender: unread(valueOf(reading, 'sex')),
    Nationality: unread(valueOf(reading, 'ethnicity')),
    Name: unread(valueOf(reading, 'name')),
    Relation: unread(valueOf(reading, 'relation')),
    Angle: 0,
    TitleArea: title ? ltwh(title.quad) : 'FailInDetection',
    BirthDate: unread(shortChineseDate(valueOf(reading, 'birth_date'))),
    IDNumber: unread(valueOf(reading, 'id_number')),
  }
}

export function bankCard(reading: StandInReading) {
  needAny(reading, ['card_number'])
  return {
    CardNumber: valueOf(reading, 'card_number').replaceAll(/\s/g, ''),
    BankName: valueOf(reading, 'bank_name'),
    // "Several dates are joined with commas": the card's first is its date of issue. A single one is the expiry.
    ValidDate: fieldOf(reading, 'expiry_date')
      ? [...valuesOf(reading, 'issue_date'), ...valuesOf(reading, 'expiry_date')].join(',')
      : '',
  }
}

export function businessCard(reading: StandInReading) {
  needAny(reading, ['name', 'company', 'mobile_phone', 'office_phone', 'email', 'address'])
  return {
    Companies: valuesOf(reading, 'company'),
    Titles: valuesOf(reading, 'title'),
    Emails: valuesOf(reading, 'email'),
    Departments: valuesOf(reading, 'department'),
    OfficePhoneNumbers: valuesOf(reading, 'office_phone'),
    Name: valueOf(reading, 'name'),
    CellPhoneNumbers: valuesOf(reading, 'mobile_phone'),
    Addresses: valuesOf(reading, 'address'),
  }
}

/** 上海 and SHANGHAI of the engine's 上海/SHANGHAI. */
const chinesePart = (value: string) => value.split('/', 1)[0]!.trim()

export function chinesePassport(reading: StandInReading) {
  // Success=false is the documented way to say that nothing was recognised.
  const Success = ['passport_number', 'mrz_line2', 'name_chinese'].some((key) => fieldOf(reading, key))
  const of = (key: string) => valueOf(reading, key)
  const [surname, given, chinese] = [of('surname'), of('given_name'), of('name_chinese')]
  const [birth, expiry] = [compactDate(of('birth_date')), compactDate(of('expiry_date'))]
  return {
    Type: of('document_type'),
    Sex: of('sex'),
    Authority: of('issuing_authority'),
    IssuePlaceRaw: of('issue_place'),
    Success,
    // The table and the example name the two lines the other way round; this is the example's way.
    LineOne: of('mrz_line1'),
    ExpiryDate: expiry,
    BirthPlace: chinesePart(of('birth_place')),
    PassportNo: of('passport_number'),
    BirthPlaceRaw: of('birth_place'),
    IssueDate: compactDate(of('issue_date')),
    SourceCountry: of('nationality'),
    BirthDate: birth,
    NameChineseRaw: `${chinese}${surname}${given}`,
    IssuePlace: chinesePart(of('issue_place')),
    NameChinese: chinese,
    LineZero: of('mrz_line2'),
    Country: of('country_code'),
    BirthDay: birth.slice(2),
    ExpiryDay: expiry.slice(2),
    // The dot says which part is missing.
    Name: given === '' ? surname : `${surname}.${given}`,
    PersonId: of('person_id'),
  }
}

/** Normalised names of the regions, and the key that each stands for. */
const mrzNames: readonly (readonly [name: string, key: string])[] = [
  ['passport_no', 'passport_number'],
  ['surname', 'surname'],
  ['given_name', 'given_name'],
  ['sex', 'sex'],
  ['country_code', 'country_code'],
  ['nationality', 'nationality'],
  ['birth', 'birth_date'],
  ['date_of_issue', 'issue_date'],
  ['date_of_expiry', 'expiry_date'],
  ['type', 'document_type'],
]

export function passportMrz(reading: StandInReading) {
  needAny(reading, ['mrz_line1', 'mrz_line2'])
  const name = [valueOf(reading, 'surname'), valueOf(reading, 'given_name')].filter((part) => part !== '').join(' ')
  const texts = mrzNames
    .map(([Name, key]) => ({ Content: compactDate(valueOf(reading, key)), Name }))
    .filter(({ Content }) => Content !== '')
  // Only the two lines themselves have a box and scores, as in the example.
  const lines = ['mrz_line2', 'mrz_line1'].flatMap((key) => {
    const field = fieldOf(reading, key)
    if (!field) return []
    const sure = score(field.confidence)
    return {
      Content: field.value,
      RecognitionScore: sure,
      ...(field.quads.length > 0 && { BandBoxes: xyxy(...field.quads) }),
      Name: key.replace('mrz_line', 'mrz'),
      DetectionScore: sure,
    }
  })
  return { Regions: [...(name === '' ? [] : [{ Content: name, Name: 'name' }]), ...texts, ...lines] }
}
