import { failed, passed, type FieldRule } from './rule.ts'

/** The dot-atom form of RFC 5322, 3.4.1, with a host name of two parts or more; non-Latin letters as RFC 6531 allows them. */
const address =
  /^[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+)*@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+[\p{L}][\p{L}\p{N}-]{0,61}$/u

/** True for an address that may stand on a business card; at most 254 signs (RFC 5321, 4.5.3.1). */
export function isEmail(text: string): boolean {
  return text.length <= 254 && address.test(text)
}

/** What recognisers make of an address: blanks in it, a comma for a dot, © or (a) for @. */
function repaired(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\s+/g, '')
    .replace(/©|®|\(a\)/gi, '@')
    .replace(/[,;。、]/g, '.')
    .replace(/\.{2,}/g, '.')
    .replace(/\.?@\.?/, '@')
}

/** `email`: the form of an address (RFC 5322 dot-atom). */
export const email: FieldRule = (value) => {
  if (isEmail(value)) return passed('email.right')
  const repair = repaired(value)
  return failed('email.wrong', {}, isEmail(repair) ? [repair] : [])
}
