import type { PageController } from '../../editor/index.ts'

/** Views of the same page that go together: what one shows, all show. */
export class PageGroup {
  readonly #members = new Set<PageController>()

  add(member: PageController): () => void {
    this.#members.add(member)
    return () => this.#members.delete(member)
  }

  /** A person moved `source`; the others go along. */
  moved(source: PageController, ...[view, fits]: Parameters<PageController['follow']>): void {
    for (const member of this.#members) if (member !== source) member.follow(view, fits)
  }

  /** The first view brings places into sight, and the others with it. */
  show(quads: Parameters<PageController['show']>[0]): void {
    this.#first()?.show(quads)
  }

  fit(): void {
    this.#first()?.fit()
  }

  zoom(direction: 1 | -1): void {
    this.#first()?.zoom(direction)
  }

  #first(): PageController | undefined {
    return [...this.#members][0]
  }
}
