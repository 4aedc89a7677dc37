/** The name of the mark, for whoever measures: its detail is the document's id. */
const PAINTED = 'fieldproof:painted'

/** Leaves a mark in the frame in which the picture and the boxes of a document are drawn for the first time. */
export function markPainted(documentId: string): void {
  // Only the last one is kept: a day of work would be thousands.
  performance.clearMarks(PAINTED)
  performance.mark(PAINTED, { detail: documentId })
}
