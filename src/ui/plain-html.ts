/** What of a recogniser's HTML is shown: structure and text. Everything else, scripts, styles, pictures and links, is left out. */
const kept = new Set(
  'table,thead,tbody,tfoot,tr,td,th,caption,p,div,span,br,h1,h2,h3,h4,h5,h6,ul,ol,li,b,strong,i,em,u,sub,sup'.split(
    ',',
  ),
)
const dropped = new Set('script,style,link,meta,iframe,object,embed,template,noscript,svg,math,form'.split(','))
const keptAttributes = ['rowspan', 'colspan']

function copy(from: Node, to: Node, document: Document): void {
  for (const node of from.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) to.appendChild(document.createTextNode(node.textContent ?? ''))
    if (!(node instanceof Element) && node.nodeType !== Node.ELEMENT_NODE) continue
    const element = node as Element
    const name = element.localName.toLowerCase()
    if (dropped.has(name)) continue
    if (!kept.has(name)) {
      copy(element, to, document)
      continue
    }
    const plain = document.createElement(name)
    for (const attribute of keptAttributes) {
      const value = element.getAttribute(attribute)
      if (value !== null && /^\d{1,4}$/u.test(value)) plain.setAttribute(attribute, value)
    }
    to.appendChild(plain)
    copy(element, plain, document)
  }
}

/** A recogniser's HTML as a document of structure and text alone, built anew from what it says. */
export function plainHtml(html: string): string {
  const parsed = new DOMParser().parseFromString(html, 'text/html')
  const made = document.implementation.createHTMLDocument('')
  copy(parsed.body, made.body, made)
  return made.body.innerHTML
}
