import { tableHtml } from '#contract/table-text'
import { plainHtml } from '../../ui/plain-html.ts'
import type { DocumentState } from '../model/document-state.ts'

/** The tables of a review as HTML, in order; null for one that was deleted. */
function tablesOf({ review }: DocumentState): (string | null)[] {
  const items = new Map(review.items.map((item) => [item.id, item]))
  return review.tables.map(({ rows, columns, cells }) => {
    if (rows === 0 || columns === 0) return null
    const texts = cells.map((cell) => ({ ...cell, text: items.get(cell.item)?.value ?? '' }))
    return tableHtml({ rows, columns, cells: texts }, true)
  })
}

/** The first place of a text in the text nodes of an element; what the machine wrote on one line stands in one node. */
function nodeWith(root: Element, text: string): Text | null {
  const walker = root.ownerDocument.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.nodeValue?.includes(text)) return node as Text
  }
  return null
}

/**
 * The HTML of a structured document as the review left it, reduced to structure and text (`plainHtml`): corrected lines stand in their
 * elements, and each table as its grid has it. A line whose text cannot be found in the HTML changes nothing there.
 */
export function correctedHtml(document: DocumentState): string {
  const plain = plainHtml(document.recognition.html ?? '')
  const parsed = new DOMParser().parseFromString(plain, 'text/html')
  const tables = [...parsed.querySelectorAll('table')].filter((table) => !table.parentElement?.closest('table'))
  const reviewed = tablesOf(document)
  // With other tables in the HTML than in the reading, it is not known which is which.
  if (tables.length === reviewed.length) {
    for (const [index, table] of tables.entries()) {
      const html = reviewed[index]
      if (html === null || html === undefined) table.remove()
      else table.innerHTML = new DOMParser().parseFromString(html, 'text/html').querySelector('table')!.innerHTML
    }
  }
  for (const { source, value, machine } of document.review.items) {
    if (source !== 'line' || machine.value === null || value === machine.value) continue
    const node = nodeWith(parsed.body, machine.value)
    if (node) node.nodeValue = node.nodeValue!.replace(machine.value, () => value ?? '')
  }
  for (const table of parsed.querySelectorAll('table')) {
    // The page's policy allows no styles here.
    for (const [name, value] of Object.entries({ border: '1', cellspacing: '0', cellpadding: '6' })) {
      table.setAttribute(name, value)
    }
  }
  return parsed.body.innerHTML
}
