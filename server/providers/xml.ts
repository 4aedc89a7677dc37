import { XMLParser, XMLValidator } from 'fast-xml-parser'

/** XML as values like those of JSON: elements with children are objects, all others strings (empty ones ''), repeated ones lists. */
export type XmlValue = string | XmlObject | XmlValue[]
export interface XmlObject {
  [name: string]: XmlValue
}

export interface XmlDocument {
  /** Name of the root element; null where the answer has none and its members stand side by side. */
  root: string | null
  /** What is in the root element. */
  value: XmlValue
}

export interface XmlOptions {
  /** Elements that are lists even when they occur once: bare names, or paths of names below the root (`Data.Results`). */
  lists?: ReadonlySet<string>
  /** Names that are members, never a root: an answer of one of them alone has no root. */
  members?: ReadonlySet<string>
}

/** What is no XML, or XML that nobody has reason to send (document types, entities of its own, hundreds of levels). Holds none of its content. */
export class XmlError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'XmlError'
  }
}

const mostLevels = 60

const parser = new XMLParser({
  ignoreAttributes: true,
  ignoreDeclaration: true,
  ignorePiTags: true,
  parseTagValue: false,
  trimValues: false,
  // Numeric references are decoded only with this; documents cannot define entities, since document types are refused.
  htmlEntities: true,
})

const cdata = /<!\[CDATA\[[\s\S]*?\]\]>/g

/** The parts of a text outside CDATA changed, the rest as it is. */
function outsideCdata(text: string, change: (part: string) => string): string {
  let changed = ''
  let from = 0
  for (const match of text.matchAll(cdata)) {
    changed += change(text.slice(from, match.index)) + match[0]
    from = match.index + match[0].length
  }
  return changed + change(text.slice(from))
}

function simplified(value: unknown, path: string, level: number, lists: ReadonlySet<string>): XmlValue {
  if (level > mostLevels) throw new XmlError('The XML is nested too deeply.')
  if (Array.isArray(value)) return value.map((item) => simplified(item, path, level, lists))
  if (typeof value !== 'object' || value === null) return typeof value === 'string' ? value : ''
  const entries = Object.entries(value).filter(([name]) => name !== '#text')
  if (entries.length === 0) return simplified((value as Record<string, unknown>)['#text'], path, level + 1, lists)
  return Object.fromEntries(
    entries.map(([name, inner]) => {
      const innerPath = path === '' ? name : `${path}.${name}`
      const simple = simplified(inner, innerPath, level + 1, lists)
      const isList = lists.has(name) || lists.has(innerPath)
      return [name, isList && !Array.isArray(simple) ? [simple] : simple]
    }),
  )
}

/**
 * Reads XML with or without a root element (seven examples of Aliyun's have none), with or without a declaration. All values stay text; `&` in front
 * of what is no entity stands for itself. Document types are refused, and with them every entity of a document's own.
 * @throws {XmlError}
 */
export function parseXml(text: string, { lists = new Set(), members = new Set() }: XmlOptions = {}): XmlDocument {
  const body = text.replace(/^\uFEFF/, '').replaceAll(/<\?xml[^>]*\?>/g, '')
  if (!/^\s*</.test(body)) throw new XmlError('The answer is no XML.')
  if (/<!DOCTYPE|<!ENTITY/i.test(body.replaceAll(cdata, ''))) throw new XmlError('XML with a document type is refused.')
  const tolerant = outsideCdata(body, (part) =>
    part.replaceAll(/&(?!(?:[a-z]\w{1,9}|#\d{1,7}|#x[\da-f]{1,6});)/gi, '&amp;'),
  )
  const wrapped = `<answer>${tolerant}</answer>`
  let parsed: unknown
  try {
    const valid = XMLValidator.validate(wrapped)
    if (valid !== true) throw new XmlError(`The XML is broken (${valid.err.code}, line ${valid.err.line}).`)
    parsed = (parser.parse(wrapped) as { answer?: unknown }).answer
  } catch (error) {
    if (error instanceof XmlError) throw error
    throw new XmlError('The XML cannot be read.', { cause: error })
  }
  if (typeof parsed !== 'object' || parsed === null) throw new XmlError('The XML has no elements.')
  const tops = Object.entries(parsed).filter(([name]) => name !== '#text')
  const [only] = tops
  if (only === undefined) throw new XmlError('The XML has no elements.')
  if (tops.length > 1 || members.has(only[0]) || Array.isArray(only[1])) {
    return { root: null, value: simplified(Object.fromEntries(tops), '', 0, lists) }
  }
  return { root: only[0], value: simplified(only[1], '', 0, lists) }
}
