import type { Random } from './random.ts'

/** A state, or a body that issues travel documents, with its code of ICAO 9303-3 section 5. */
export interface State {
  code: string
  /** As the head of the page. */
  name: string
  /** As the page prints the holder's nationality. */
  nationality: string
  /** The second language of its labels, after English. */
  language: 'fr' | 'es' | 'de' | 'it' | 'pt' | 'nl' | 'pl' | 'tr' | null
  /** Its passport numbers: A a letter, N a digit, X either (without vowels), others as they are. */
  number: string
  authority: string
  places: readonly string[]
  names: keyof typeof nameLists
}

const nameLists = {
  english: {
    surnames:
      "SMITH JONES TAYLOR BROWN WILSON EVANS WALKER ROBERTS HUGHES EDWARDS GREEN HALL CLARKE HARRISON MITCHELL BAKER ALLEN KELLY MURPHY O'BRIEN FRASER GRANT SINCLAIR SMITH-HAYES PRICE",
    women: 'OLIVIA EMMA CHARLOTTE AMELIA GRACE EMILY JESSICA HANNAH LUCY KATHERINE ROSE ELIZABETH JANE MARY',
    men: 'OLIVER JACK HARRY GEORGE THOMAS WILLIAM JAMES DANIEL MICHAEL EDWARD HENRY SAMUEL PETER JOHN',
  },
  french: {
    surnames:
      'MARTIN BERNARD DUBOIS MOREAU LAURENT LEFEVRE LEROY ROUX FOURNIER GIRARD BONNET LAMBERT FONTAINE ROUSSEAU DUPUIS MERCIER DE LA TOUR',
    women: 'CAMILLE CHLOE MANON JULIE SOPHIE CLAIRE MARIE LOUISE ISABELLE NATHALIE MARIE-ANNE',
    men: 'LUCAS HUGO LOUIS GABRIEL ARTHUR JULES PIERRE ANTOINE MATHIEU NICOLAS JEAN-LUC',
  },
  german: {
    surnames:
      'MÜLLER SCHMIDT SCHNEIDER FISCHER WEBER MEYER WAGNER BECKER HOFFMANN SCHÄFER KÖHLER BÖHM KOCH BAUER RICHTER KLEIN WOLF NEUMANN',
    women: 'ANNA LENA MARIE SOPHIA LAURA KATHARINA URSULA MONIKA SABINE GRETA',
    men: 'MAX PAUL LEON FELIX LUKAS JONAS STEFAN MATTHIAS JÜRGEN KLAUS',
  },
  southern: {
    surnames:
      'GARCIA FERNANDEZ LOPEZ MARTINEZ SANCHEZ PEREZ GOMEZ RUIZ MORENO ROSSI FERRARI ROMANO COLOMBO RICCI SILVA SANTOS OLIVEIRA COSTA',
    women: 'LUCIA SOFIA MARTINA PAULA ELENA CARMEN GIULIA CHIARA BEATRIZ ANA MARIA',
    men: 'HUGO MATEO DIEGO ALVARO PABLO LUCA MARCO ANDREA JOAO PEDRO RAFAEL',
  },
  eastAsian: {
    surnames: 'TANAKA SUZUKI SATO YAMAMOTO WATANABE KIM LEE PARK CHOI JUNG TAN LIM WONG NGUYEN TRAN LE',
    women: 'YUKO SAKURA HARUKA MIHO SO YEON JI WOO HUI MIN MEI LING THI LAN',
    men: 'KENJI HIROSHI TAKUMI DAIKI MIN JUN SEO JOON WEI JIE VAN HUNG',
  },
  eastern: {
    surnames: 'KOWALSKI NOWAK WISNIEWSKA LEWANDOWSKI YILMAZ DEMIR KAYA AYDIN NOVAK HORVAT POPESCU IONESCU IVANOVA',
    women: 'ZOFIA HANNA ELIF ZEYNEP EVA IOANA MARIA',
    men: 'JAKUB SZYMON EMRE MUSTAFA MEHMET ANDREI PETAR',
  },
  southAsian: {
    surnames: 'SHARMA PATEL SINGH KUMAR GUPTA REDDY NAIR IYER KHAN AHMED RAHMAN SANTOSO WIJAYA',
    women: 'PRIYA ANJALI DEEPIKA SUNITA FATIMA AYESHA SITI DEWI',
    men: 'RAJESH AMIT VIKRAM ARJUN IMRAN TARIQ BUDI AGUS',
  },
} as const

const states: readonly State[] = [
  ['UTO', 'UTOPIA', 'UTOPIAN', 'fr', 'ANNNNNNXA', 'MINISTRY OF INTERIOR', 'ZENITH,NOVA,SOLARIA', 'english'],
  ['GBR', 'UNITED KINGDOM', 'BRITISH CITIZEN', 'fr', 'NNNNNNNNN', 'HMPO', 'LEEDS,CARDIFF,BRISTOL,YORK', 'english'],
  [
    'USA',
    'UNITED STATES OF AMERICA',
    'UNITED STATES OF AMERICA',
    'fr',
    'ANNNNNNNN',
    'UNITED STATES DEPARTMENT OF STATE',
    'OHIO U.S.A.,TEXAS U.S.A.,MAINE U.S.A.',
    'english',
  ],
  ['CAN', 'CANADA', 'CANADIAN/CANADIENNE', 'fr', 'AANNNNNN', 'GATINEAU', 'OTTAWA CAN,HALIFAX CAN,REGINA CAN', 'french'],
  ['AUS', 'AUSTRALIA', 'AUSTRALIAN', null, 'ANNNNNNN', 'AUSTRALIA', 'PERTH,HOBART,CAIRNS', 'english'],
  ['NZL', 'NEW ZEALAND', 'NEW ZEALAND', null, 'AANNNNNN', 'DEPARTMENT OF INTERNAL AFFAIRS', 'NELSON,NAPIER', 'english'],
  ['IRL', 'IRELAND', 'IRISH', 'fr', 'AANNNNNNN', 'DUBLIN', 'GALWAY,CORK', 'english'],
  ['FRA', 'FRANCE', 'FRENCH', 'fr', 'NNAANNNNN', 'PREFECTURE DE LYON', 'LYON,NANTES,LILLE', 'french'],
  ['D', 'GERMANY', 'GERMAN', 'de', 'CXXXXXXXN', 'STADT KASSEL', 'KASSEL,ULM,KIEL', 'german'],
  ['AUT', 'AUSTRIA', 'AUSTRIA', 'de', 'ANNNNNNN', 'MAGISTRAT GRAZ', 'GRAZ,LINZ', 'german'],
  ['CHE', 'SWITZERLAND', 'SWITZERLAND', 'de', 'XNNNNNNN', 'BERN', 'BASEL,CHUR', 'german'],
  ['NLD', 'NETHERLANDS', 'DUTCH', 'nl', 'NXXXXXXXN', 'BURG. VAN UTRECHT', 'UTRECHT,DELFT', 'german'],
  ['ESP', 'SPAIN', 'SPANISH', 'es', 'AAANNNNNN', 'DGP-28001A1D1', 'MADRID,SEVILLA', 'southern'],
  ['ITA', 'ITALY', 'ITALIAN', 'it', 'AANNNNNNN', 'MINISTRO AFFARI ESTERI', 'TORINO,BARI', 'southern'],
  ['MEX', 'MEXICO', 'MEXICAN', 'es', 'GNNNNNNNN', 'SRE', 'PUEBLA,OAXACA', 'southern'],
  ['BRA', 'BRAZIL', 'BRAZILIAN', 'pt', 'AANNNNNN', 'SR/DPF/SP', 'RECIFE,MANAUS', 'southern'],
  ['PRT', 'PORTUGAL', 'PORTUGUESE', 'pt', 'AANNNNNN', 'SEF-SERV ESTR E FRONTEIRAS', 'PORTO,COIMBRA', 'southern'],
  ['POL', 'POLAND', 'POLISH', 'pl', 'AANNNNNNN', 'WOJEWODA LUBELSKI', 'LUBLIN,TORUN', 'eastern'],
  ['TUR', 'REPUBLIC OF TURKEY', 'TURKISH', 'tr', 'UNNNNNNNN', 'ANKARA', 'KONYA,IZMIR', 'eastern'],
  ['ROU', 'ROMANIA', 'ROMANIAN', 'fr', 'NNNNNNNNN', 'SRPEPS TIMIS', 'ARAD,IASI', 'eastern'],
  ['PHL', 'REPUBLIC OF THE PHILIPPINES', 'FILIPINO', null, 'ANNNNNNNA', 'DFA MANILA', 'CEBU CITY,DAVAO', 'southern'],
  ['JPN', 'JAPAN', 'JAPAN', null, 'AANNNNNNN', 'MINISTRY OF FOREIGN AFFAIRS', 'OSAKA,NAGANO,KYOTO', 'eastAsian'],
  [
    'KOR',
    'REPUBLIC OF KOREA',
    'REPUBLIC OF KOREA',
    null,
    'MNNNNNNNN',
    'MINISTRY OF FOREIGN AFFAIRS',
    'SEOUL,BUSAN',
    'eastAsian',
  ],
  [
    'SGP',
    'REPUBLIC OF SINGAPORE',
    'SINGAPORE CITIZEN',
    null,
    'ENNNNNNNA',
    'MINISTRY OF HOME AFFAIRS',
    'SINGAPORE',
    'eastAsian',
  ],
  ['MYS', 'MALAYSIA', 'MALAYSIA', null, 'ANNNNNNNN', 'KUALA LUMPUR', 'PENANG,MELAKA', 'southAsian'],
  ['VNM', 'VIET NAM', 'VIETNAMESE', 'fr', 'ANNNNNNN', 'IMMIGRATION DEPARTMENT', 'HA NOI,HUE', 'eastAsian'],
  ['IND', 'REPUBLIC OF INDIA', 'INDIAN', null, 'ANNNNNNN', 'BENGALURU', 'PUNE,MYSURU', 'southAsian'],
  ['IDN', 'REPUBLIC OF INDONESIA', 'INDONESIA', null, 'ANNNNNNN', 'JAKARTA SELATAN', 'BANDUNG,MEDAN', 'southAsian'],
  ['ZAF', 'SOUTH AFRICA', 'SOUTH AFRICAN', 'fr', 'ANNNNNNNN', 'DEPT OF HOME AFFAIRS', 'DURBAN,PRETORIA', 'english'],
].map(([code, name, nationality, language, number, authority, places, names]) => ({
  code: code!,
  name: name!,
  nationality: nationality!,
  language: language as State['language'],
  number: number!,
  authority: authority!,
  places: places!.split(','),
  names: names as State['names'],
}))

/** The holder of a foreign passport, who does not exist. */
export interface Traveller {
  state: State
  surname: string
  givenName: string
  sex: 'M' | 'F' | 'X'
  number: string
  birthPlace: string
}

/** Letters and digits by a pattern of A (letter), N (digit) and X (either; no vowels, as states avoid words). */
export function inventNumber(random: Random, pattern: string): string {
  const letter = () => random.pick(Array.from('ABCDEFGHJKLMNPRSTUVWXYZ'))
  return pattern.replaceAll(/[ANX]/g, (sign) => {
    if (sign === 'N') return String(random.integer(0, 9))
    return sign === 'A' ? letter() : random.pick(Array.from('CFGHJKLMNPRTVWXYZ0123456789'))
  })
}

export function inventTraveller(random: Random): Traveller {
  const state = random.pick(states)
  const sex = random.chance(0.03) ? 'X' : random.chance(0.5) ? 'M' : 'F'
  const lists = nameLists[state.names]
  const firsts = (sex === 'F' ? lists.women : lists.men).split(' ')
  // Small words such as DE LA belong together and are rare: one entry of the list is one name.
  const surname = random.pick(lists.surnames.replace('DE LA TOUR', 'DE_LA_TOUR').split(' ')).replaceAll('_', ' ')
  const double = random.chance(0.12) ? ` ${random.pick(lists.surnames.split(' ').slice(0, 10))}` : ''
  return {
    state,
    surname: surname + double,
    givenName: random.sample(firsts, random.chance(0.5) ? 1 : 2).join(' '),
    sex,
    number: inventNumber(random, state.number),
    birthPlace: random.pick(state.places),
  }
}
