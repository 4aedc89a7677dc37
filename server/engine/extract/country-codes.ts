/**
 * Codes of states and nationalities in machine-readable zones: ISO 3166-1 alpha-3 and those that ICAO 9303-3, section 5, adds (Germany's D,
 * British classes, organisations, stateless persons, UTO of the specimens).
 */
export const countryCodes: ReadonlySet<string> = new Set(
  (
    'ABW AFG AGO AIA ALA ALB AND ARE ARG ARM ASM ATA ATF ATG AUS AUT AZE BDI BEL BEN BES BFA BGD BGR BHR BHS BIH BLM BLR BLZ BMU BOL BRA BRB ' +
    'BRN BTN BVT BWA CAF CAN CCK CHE CHL CHN CIV CMR COD COG COK COL COM CPV CRI CUB CUW CXR CYM CYP CZE D DEU DJI DMA DNK DOM DZA ECU EGY ' +
    'ERI ESH ESP EST ETH EUE FIN FJI FLK FRA FRO FSM GAB GBD GBN GBO GBP GBR GBS GEO GGY GHA GIB GIN GLP GMB GNB GNQ GRC GRD GRL GTM GUF ' +
    'GUM GUY HKG HMD HND HRV HTI HUN IDN IMN IND IOT IRL IRN IRQ ISL ISR ITA JAM JEY JOR JPN KAZ KEN KGZ KHM KIR KNA KOR KWT LAO LBN LBR ' +
    'LBY LCA LIE LKA LSO LTU LUX LVA MAC MAF MAR MCO MDA MDG MDV MEX MHL MKD MLI MLT MMR MNE MNG MNP MOZ MRT MSR MTQ MUS MWI MYS MYT NAM ' +
    'NCL NER NFK NGA NIC NIU NLD NOR NPL NRU NZL OMN PAK PAN PCN PER PHL PLW PNG POL PRI PRK PRT PRY PSE PYF QAT REU RKS ROU RUS RWA SAU SDN ' +
    'SEN SGP SGS SHN SJM SLB SLE SLV SMR SOM SPM SRB SSD STP SUR SVK SVN SWE SWZ SXM SYC SYR TCA TCD TGO THA TJK TKL TKM TLS TON TTO TUN ' +
    'TUR TUV TWN TZA UGA UKR UMI UNA UNK UNO URY USA UTO UZB VAT VCT VEN VGB VIR VNM VUT WLF WSM XBA XCC XCE XCO XEC XIM XMP XOM XPO XXA ' +
    'XXB XXC XXX YEM ZAF ZMB ZWE'
  ).split(' '),
)

/** Nationalities as pages print them in words, where no MRZ says the code. Only words that name one state. */
const words: Readonly<Record<string, string>> = {
  AMERICAN: 'USA',
  AUSTRALIAN: 'AUS',
  AUSTRIAN: 'AUT',
  BELGIAN: 'BEL',
  BRITISHCITIZEN: 'GBR',
  CANADIAN: 'CAN',
  CANADIANCANADIENNE: 'CAN',
  CHINESE: 'CHN',
  DANISH: 'DNK',
  DEUTSCH: 'D',
  DUTCH: 'NLD',
  ESPANOLA: 'ESP',
  FINNISH: 'FIN',
  FRANCAISE: 'FRA',
  FRENCH: 'FRA',
  GERMAN: 'D',
  INDIAN: 'IND',
  INDONESIA: 'IDN',
  INDONESIAN: 'IDN',
  IRISH: 'IRL',
  ITALIAN: 'ITA',
  ITALIANA: 'ITA',
  JAPAN: 'JPN',
  JAPANESE: 'JPN',
  MALAYSIA: 'MYS',
  MALAYSIAN: 'MYS',
  NEWZEALAND: 'NZL',
  NEWZEALANDER: 'NZL',
  NORWEGIAN: 'NOR',
  POLISH: 'POL',
  POLSKIE: 'POL',
  REPUBLICOFKOREA: 'KOR',
  RUSSIANFEDERATION: 'RUS',
  SINGAPORECITIZEN: 'SGP',
  SPANISH: 'ESP',
  SWEDISH: 'SWE',
  SWISS: 'CHE',
  THAI: 'THA',
  UNITEDSTATESOFAMERICA: 'USA',
  UTOPIAN: 'UTO',
  VIETNAMESE: 'VNM',
}

/** The code of a nationality written as a code or in words, or null. */
export function nationalityCode(printed: string): string | null {
  const letters = printed
    .normalize('NFD')
    .toUpperCase()
    .replace(/[^A-Z]/g, '')
  if (countryCodes.has(letters)) return letters
  return words[letters] ?? (printed.includes('中国') ? 'CHN' : null)
}
