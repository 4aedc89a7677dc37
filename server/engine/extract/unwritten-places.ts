/**
 * Places whose names have a sign that the recogniser does not know (none of its 6,623), each with what stands before and behind that sign: it is lost, or read
 * as another. Only where both are there is the name certain.
 */
const places: readonly (readonly [before: string, sign: string, behind: string])[] = [
  ['宿州市', '埇', '桥区'],
  ['宜昌市', '猇', '亭区'],
  ['信阳市', '浉', '河区'],
  ['洛阳市', '瀍', '河回族区'],
  ['洛阳市', '瀍', '河区'],
  ['西安市', '鄠', '邑区'],
  ['临汾市', '隰', '县'],
  ['吴中区', '甪', '直镇'],
  ['尉氏县', '洧', '川镇'],
  ['永城市', '酂', '城镇'],
]

/** An address with the signs that the recogniser cannot write. */
export function withUnwrittenSigns(address: string): string {
  let text = address
  for (const [before, sign, behind] of places) {
    const start = text.indexOf(before)
    const from = start + before.length
    if (start < 0) continue
    const lost = text.startsWith(behind, from)
    if (!lost && !text.startsWith(behind, from + 1)) continue
    text = text.slice(0, from) + sign + text.slice(lost ? from : from + 1)
  }
  return text
}
