import type { CDPSession, Page } from '@playwright/test'

interface AxValue {
  value?: unknown
}

interface AxNode {
  nodeId: string
  parentId?: string
  ignored: boolean
  role?: AxValue
  name?: AxValue
  value?: AxValue
  description?: AxValue
  properties?: { name: string; value: AxValue }[]
}

/** What a screen reader is told of one element. */
export interface Heard {
  role: string
  name: string
  value: string
  description: string
}

/** Somebody who meets the page through its accessibility tree alone: nothing here looks at the DOM or at the screen. */
export class Reader {
  readonly #client: CDPSession

  private constructor(client: CDPSession) {
    this.#client = client
  }

  static async of(page: Page): Promise<Reader> {
    const client = await page.context().newCDPSession(page)
    await client.send('Accessibility.enable')
    return new Reader(client)
  }

  async #nodes(): Promise<AxNode[]> {
    const { nodes } = await this.#client.send('Accessibility.getFullAXTree')
    return (nodes as unknown as AxNode[]).filter(({ ignored }) => !ignored)
  }

  /** What has the keyboard's focus. */
  async focused(): Promise<Heard> {
    const nodes = await this.#nodes()
    // The innermost: the document itself counts as focused too.
    const node = nodes.findLast((each) => propertyOf(each, 'focused') === true)
    return heard(node)
  }

  /** Every element of a role, in the order of reading. */
  async all(role: string): Promise<Heard[]> {
    return (await this.#nodes()).map(heard).filter((each) => each.role === role)
  }

  /** What the live regions say. */
  async said(): Promise<string> {
    const nodes = await this.#nodes()
    const live = nodes.filter(
      (each) => typeof propertyOf(each, 'live') === 'string' && propertyOf(each, 'live') !== 'off',
    )
    const texts = nodes.filter(
      (node) => textOf(node.role) === 'StaticText' && live.some((each) => within(nodes, node, each)),
    )
    return texts.map(({ name }) => textOf(name)).join(' ')
  }
}

function within(nodes: readonly AxNode[], node: AxNode, ancestor: AxNode): boolean {
  for (let each: AxNode | undefined = node; each;) {
    if (each.nodeId === ancestor.nodeId) return true
    const { parentId }: AxNode = each
    each = nodes.find(({ nodeId }) => nodeId === parentId)
  }
  return false
}

function propertyOf(node: AxNode, name: string): unknown {
  return node.properties?.find((property) => property.name === name)?.value.value
}

function textOf(value: AxValue | undefined): string {
  return typeof value?.value === 'string' ? value.value : ''
}

function heard(node: AxNode | undefined): Heard {
  return {
    role: textOf(node?.role),
    name: textOf(node?.name),
    value: textOf(node?.value),
    description: textOf(node?.description),
  }
}
