const date = String.raw`\d{4}\s*[年.\-/]\s*\d{1,2}\s*[月.\-/]\s*\d{1,2}\s*日?|\d{8}`
const endless = '长期|永久|永续|无固定期限'

/**
 * The two ends of a period in one text: `2007.07.27-2027.07.27`, `2005年06月09日至2015年06月08日`, `20070727-长期`, `2005-06-09至`. The ends are as
 * printed; null for an end that is not there. A text that is no period at all stands for its end, so that nothing is lost.
 */
export function periodOf(text: string): { from: string | null; to: string | null } {
  const ends = [...text.matchAll(new RegExp(`(?:${date})|${endless}`, 'g'))].map(([end]) => end.replaceAll(/\s/g, ''))
  const [first, second] = ends
  if (first === undefined) return { from: null, to: text.trim() || null }
  const meant = (end: string) => (new RegExp(`^(?:${endless})$`).test(end) ? '长期' : end)
  if (second !== undefined) return { from: first, to: meant(second) }
  // A single end: what stands behind the word "to" or a dash is the end, everything else the beginning.
  const isEnd = new RegExp(`^(?:${endless})`).test(first) || /[至到]\s*\S|^\s*[-–—~]/.test(text)
  return isEnd ? { from: null, to: meant(first) } : { from: first, to: null }
}
