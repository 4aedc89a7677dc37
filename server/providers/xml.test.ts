import { describe, expect, it } from 'vitest'
import { parseXml, XmlError } from './xml.ts'

describe('parseXml', () => {
  it('makes objects, lists and strings, never numbers', () => {
    const text =
      '<?xml version="1.0" encoding="UTF-8"?>\n<R a="1">\n <Id>0012</Id>\n <P><X>1</X></P><P><X>2</X></P>\n <E/><F></F></R>'
    expect(parseXml(text)).toEqual({ root: 'R', value: { Id: '0012', P: [{ X: '1' }, { X: '2' }], E: '', F: '' } })
  })

  it('makes lists of the elements that are lists, by name or by path', () => {
    const text = '<R><Data><P><X>1</X></P><Q>a</Q></Data><P>b</P></R>'
    expect(parseXml(text, { lists: new Set(['Data.P', 'Q']) }).value).toEqual({
      Data: { P: [{ X: '1' }], Q: ['a'] },
      P: 'b',
    })
  })

  it('reads answers without a root', () => {
    expect(parseXml('<RequestId>1</RequestId>\n<Data><A>2</A></Data>')).toEqual({
      root: null,
      value: { RequestId: '1', Data: { A: '2' } },
    })
    const members = new Set(['RequestId', 'Data'])
    expect(parseXml('<RequestId>1</RequestId>', { members })).toEqual({ root: null, value: { RequestId: '1' } })
    expect(parseXml('<Data><A>2</A></Data>', { members }).value).toEqual({ Data: { A: '2' } })
    expect(parseXml('<X>1</X><?xml version="1.0"?><X>2</X>').value).toEqual({ X: ['1', '2'] })
  })

  it('decodes entities once, keeps CDATA, and lets a bare & stand for itself', () => {
    const value = (inner: string) => (parseXml(`<R><A>${inner}</A></R>`).value as { A: string }).A
    expect(value('&lt;b&gt; &#65;&#x4e2d; &quot;&apos;')).toBe('<b> A中 "\'')
    expect(value('&amp;lt;')).toBe('&lt;')
    expect(value('<![CDATA[<x>&amp; a=1&b=2]]>')).toBe('<x>&amp; a=1&b=2')
    expect(value('http://a/?x=1&y=2&z')).toBe('http://a/?x=1&y=2&z')
    expect(value('&unknown; stays')).toBe('&unknown; stays')
  })

  it('expands no entities of a document', () => {
    const lol = `<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><lolz>&b;</lolz>`
    expect(() => parseXml(lol)).toThrow(XmlError)
    expect(() => parseXml('<!DOCTYPE x SYSTEM "file:///etc/passwd"><x>1</x>')).toThrow(/document type/)
    expect(parseXml('<x><![CDATA[<!DOCTYPE y>]]></x>').value).toBe('<!DOCTYPE y>')
  })

  it.each([
    ['', 'nothing'],
    ['   ', 'blanks'],
    ['{"a":1}', 'JSON'],
    ['<a><b></a>', 'crossed elements'],
    ['<a>1', 'a cut answer'],
    ['<a><b>1</b', 'a cut tag'],
    ['<?xml version="1.0"?>', 'a declaration alone'],
    ['<!DOCTYPE html><html><body>502</body></html>', "a gateway's page"],
    ['<a></a></a>', 'a tag too many'],
    ['<__proto__><b>1</b></__proto__>', 'names of JavaScript'],
    [`${'<a>'.repeat(500)}1${'</a>'.repeat(500)}`, 'hundreds of levels'],
  ])('refuses %s (%s) with a clean error', (text) => {
    expect(() => parseXml(text)).toThrow(XmlError)
  })

  it('names no content in its errors', () => {
    const message = (text: string) => {
      try {
        parseXml(text)
        return 'no error'
      } catch (error) {
        return (error as Error).message
      }
    }
    expect(message('<a><secret>310228199601115411</a>')).toBe('The XML is broken (InvalidTag, line 1).')
  })
})
