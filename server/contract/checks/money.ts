/** More than this no invoice says; whole fen stay exact far beyond. */
const mostFen = 1e14

/** Whole fen of an amount in canonical form (decimal string, two places); null for any other form. */
export function fenOf(canonical: string): number | null {
  const match = /^(-?)(\d{1,12})\.(\d{2})$/.exec(canonical)
  if (!match) return null
  const fen = Number(match[2]) * 100 + Number(match[3])
  // No minus zero.
  return match[1] && fen > 0 ? -fen : fen
}

/** The canonical form of whole fen: two places, no sign of a currency, no separators. */
export function moneyOf(fen: number): string {
  const whole = Math.abs(fen)
  return `${fen < 0 ? '-' : ''}${Math.floor(whole / 100)}.${String(whole % 100).padStart(2, '0')}`
}

/**
 * Whole fen of an amount as it is printed: ￥1,234.50, 12.5元, -¥3, RMB 10.00, 36.5. Separators of thousands are dropped; more than two places
 * are refused unless they are zeros. Null when the text is no amount.
 */
export function parseWrittenMoney(text: string): number | null {
  const plain = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/\s+/g, '')
    .replace(/RMB|CNY|人民币|[¥$Y元圆整]/g, '')
    .replace(/[−–—]/g, '-')
    .replaceAll('。', '.')
  const match = /^([-+]?)(\d{1,3}(?:,\d{3})+|\d{1,12})(?:\.(\d{0,2})0*)?$/.exec(plain)
  if (!match) return null
  const fen = Number(match[2]!.replaceAll(',', '')) * 100 + Number((match[3] ?? '').padEnd(2, '0'))
  if (fen > mostFen) return null
  return match[1] === '-' && fen > 0 ? -fen : fen
}
