/** Entries of one answer in CSV at most: what a spreadsheet can hold, with its head (1,048,576 rows). */
export const ledgerFileRows = 1_000_000

/** A region that nobody said, a code that a call did not have. */
export const nothingKey = 'none'
