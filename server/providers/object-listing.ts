/** What a listing of a bucket asks for; OSS and COS took it over from the same model. */
export interface ListingOrder {
  prefix: string
  /** Names that have it behind the prefix are folded into common prefixes; '' = none. */
  delimiter: string
  /** Only names behind this one. */
  after: string
  max: number
}

export interface Listing {
  keys: string[]
  prefixes: string[]
  isTruncated: boolean
  /** The last name or common prefix of this page, with which the next one begins; '' where there is no more. */
  next: string
}

/**
 * One page of a bucket's names.
 * @param keys in byte order
 */
export function pageOfListing(keys: readonly string[], { prefix, delimiter, after, max }: ListingOrder): Listing {
  const listing: Listing = { keys: [], prefixes: [], isTruncated: false, next: '' }
  let last = after
  for (const key of keys) {
    if (!key.startsWith(prefix)) continue
    const end = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length)
    const entry = end < 0 ? key : key.slice(0, end + delimiter.length)
    const isPassed = Buffer.compare(Buffer.from(entry), Buffer.from(last)) <= 0
    // A page that ended with a common prefix is followed by what is not below it.
    if (last !== '' && isPassed) continue
    if (listing.keys.length + listing.prefixes.length >= max) {
      return { ...listing, isTruncated: max > 0, next: max > 0 ? last : '' }
    }
    if (end < 0) listing.keys.push(entry)
    else listing.prefixes.push(entry)
    last = entry
  }
  return listing
}
